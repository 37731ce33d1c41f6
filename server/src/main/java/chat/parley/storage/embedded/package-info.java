/**
 * A PostgreSQL server that Parley carries with it, unpacks, starts, watches and stops. It is reachable
 * through a Unix socket below the data directory only. Knows processes and files; nothing of Parley's
 * tables, and nothing of Vert.x.
 */
@NullMarked
package chat.parley.storage.embedded;

import org.jspecify.annotations.NullMarked;
