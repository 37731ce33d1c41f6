/**
 * Load: connections that cost next to nothing, and the clocks that drive them. Knows HTTP/1.1 and WebSocket
 * bytes; nothing of Parley's tables or processes.
 */
@NullMarked
package chat.parley.bench.load;

import org.jspecify.annotations.NullMarked;
