/** Tests of several nodes: servers in one process that share a database and a real nats-server. */
@NullMarked
package chat.parley.cluster;

import org.jspecify.annotations.NullMarked;
