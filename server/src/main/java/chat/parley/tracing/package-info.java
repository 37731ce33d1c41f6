/**
 * Traces for OpenTelemetry: the only package that knows it. Loaded only where there is a place to send them to.
 */
@NullMarked
package chat.parley.tracing;

import org.jspecify.annotations.NullMarked;
