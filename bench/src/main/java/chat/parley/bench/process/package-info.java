/**
 * What runs beside the load: Parley, the bare server, pgbench; started, metered by the kernel's own counters, and
 * ended with the benchmark, however that ends. Linux only, since it reads {@code /proc}.
 */
@NullMarked
package chat.parley.bench.process;

import org.jspecify.annotations.NullMarked;
