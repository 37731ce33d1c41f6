/**
 * Replays the recorded REST contract against a running server and says where its answers differ. It
 * speaks HTTP over plain sockets and reads JSON with a reader of its own, so that it knows nothing of
 * the server's code and cannot share its mistakes.
 */
@NullMarked
package chat.parley.contract;

import org.jspecify.annotations.NullMarked;
