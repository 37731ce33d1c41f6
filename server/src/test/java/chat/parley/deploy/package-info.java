/** The files that run Parley elsewhere, held against the Parley that is here. */
@NullMarked
package chat.parley.deploy;

import org.jspecify.annotations.NullMarked;
