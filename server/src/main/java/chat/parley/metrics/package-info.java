/**
 * What Prometheus reads: the counters of the features under their names, the virtual machine's own, and the
 * address where they are read. The only package that knows Micrometer; no feature knows this one.
 */
@NullMarked
package chat.parley.metrics;

import org.jspecify.annotations.NullMarked;
