/**
 * Keeping clients in step with their rooms: what changed since a number, live sessions over WebSocket
 * and event streams, read marks, typing, presence. Speaks docs/protocol.md.
 */
@NullMarked
package chat.parley.sync;

import org.jspecify.annotations.NullMarked;
