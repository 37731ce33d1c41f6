/** Live delivery over real sockets and the real database. */
@NullMarked
package chat.parley.sync;

import org.jspecify.annotations.NullMarked;
