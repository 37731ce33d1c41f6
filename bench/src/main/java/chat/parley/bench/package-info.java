/**
 * The benchmark: what is run, in which order, and where the results go. Reaches Parley by its public API and its
 * command line only.
 */
@NullMarked
package chat.parley.bench;

import org.jspecify.annotations.NullMarked;
