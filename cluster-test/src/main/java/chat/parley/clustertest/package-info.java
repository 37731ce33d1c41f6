/**
 * The cluster test: three nodes behind a balancer, one database, one broker, a crowd that never rests,
 * and everything that can go wrong. Knows the nodes by their public API alone.
 */
@NullMarked
package chat.parley.clustertest;

import org.jspecify.annotations.NullMarked;
