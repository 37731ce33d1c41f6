/** The programs of the cluster test and the network between them, each to be killed, frozen or cut. */
@NullMarked
package chat.parley.clustertest.stage;

import org.jspecify.annotations.NullMarked;
