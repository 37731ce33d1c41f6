/**
 * One class for each thing that is measured. A scenario takes a stage, puts load on it, and gives a section
 * of results with what stands beside it.
 */
@NullMarked
package chat.parley.bench.scenario;

import org.jspecify.annotations.NullMarked;
