/** That every number which operators watch is the number that it says. */
@NullMarked
package chat.parley.metrics;

import org.jspecify.annotations.NullMarked;
