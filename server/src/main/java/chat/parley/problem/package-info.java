/**
 * What can go wrong, as a closed set. A {@link chat.parley.problem.Problem} says what happened in the
 * words a client reads; it knows nothing of HTTP, SQL or sockets.
 */
@NullMarked
package chat.parley.problem;

import org.jspecify.annotations.NullMarked;
