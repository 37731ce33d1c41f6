/** How much of anything is allowed, in one visible table, and how it is counted. */
@NullMarked
package chat.parley.limits;

import org.jspecify.annotations.NullMarked;
