/**
 * Those who use the cluster while it is tested, what they were promised, and whether it was kept. Knows
 * nothing of faults.
 */
@NullMarked
package chat.parley.clustertest.crowd;

import org.jspecify.annotations.NullMarked;
