/**
 * What the machine and Vert.x do without Parley: the same bytes, and no token, database or number behind them.
 * Runs as a process of its own.
 */
@NullMarked
package chat.parley.bench.bare;

import org.jspecify.annotations.NullMarked;
