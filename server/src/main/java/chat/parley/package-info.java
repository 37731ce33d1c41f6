/**
 * The serving process: {@link chat.parley.Server}, and the one place that sees every part and joins
 * them.
 */
@NullMarked
package chat.parley;

import org.jspecify.annotations.NullMarked;
