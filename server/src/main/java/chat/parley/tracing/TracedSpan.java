package chat.parley.tracing;

import chat.parley.measure.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A span that OpenTelemetry keeps until it is sent. */
record TracedSpan(Span span) implements Traces.Traced {
  private static final int SERVER_ERRORS = 500;

  @Override
  public Optional<String> trace() {
    return Optional.of(span.getSpanContext().getTraceId());
  }

  @Override
  public void answered(String method, String route, int status) {
    span.updateName(method + " " + route);
    span.setAttribute("http.route", route);
    span.setAttribute("http.response.status_code", (long) status);
    if (status >= SERVER_ERRORS) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /** The kind of failure, not its message, which may have a parameter in it. */
  @Override
  public void done(@Nullable Throwable failure) {
    if (failure != null) {
      span.setAttribute("error.type", failure.getClass().getName());
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
