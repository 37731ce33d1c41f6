/**
 * The process: the command line, and {@link chat.parley.Server}, the one place that sees every part
 * and joins them.
 */
@NullMarked
package chat.parley;

import org.jspecify.annotations.NullMarked;
