/**
 * What features count for whoever watches them: plain counters are {@link
 * java.util.concurrent.atomic.LongAdder}, sizes and durations a {@link chat.parley.measure.Distribution}.
 * Knows nothing of who reads them.
 */
@NullMarked
package chat.parley.measure;

import org.jspecify.annotations.NullMarked;
