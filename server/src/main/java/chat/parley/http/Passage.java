package chat.parley.http;

import chat.parley.measure.Traces;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One request on its way to its answer, and what is said of it: its share of the traffic, and a line in the
 * log. Lines name the pattern of the address, never the address, nor a header or a body.
 *
 * @param id which the answer has too
 * @param span what is shown of it where requests are followed
 * @param begin by {@link System#nanoTime}
 */
record Passage(
    HttpServerRequest request, Traffic.Route route, String id, Traces.Traced span, long begin) {
  private static final Logger LOG = LoggerFactory.getLogger(Passage.class);
  private static final long SLOW = Duration.ofSeconds(1).toNanos();

  /** Counts the answer, and writes of it at debug, or at warn where it took more than a second. */
  void answered(int status) {
    long nanos = System.nanoTime() - begin;
    route.answered(status, nanos);
    span.answered(request.method().name(), route.pattern(), status);
    if (nanos > SLOW) {
      line(LOG.atWarn(), status, nanos).log("slow request");
    } else if (LOG.isDebugEnabled()) {
      line(LOG.atDebug(), status, nanos).log("request");
    }
  }

  /** A request that failed by no fault of the client's; of a refusal without a cause its maker tells, once. */
  void failed(Throwable failure) {
    if (!(failure instanceof ProblemException refusal)) {
      named(LOG.atError()).setCause(failure).log("request failed");
    } else if (refusal.problem() instanceof Problem.Unavailable && refusal.getCause() != null) {
      named(LOG.atWarn())
          .addKeyValue("reason", refusal.getCause().toString())
          .log("request not answered");
    }
  }

  private LoggingEventBuilder line(LoggingEventBuilder line, int status, long nanos) {
    return named(line)
        .addKeyValue("status", status)
        .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private LoggingEventBuilder named(LoggingEventBuilder line) {
    LoggingEventBuilder named =
        line.addKeyValue("request_id", id)
            .addKeyValue("method", request.method().name())
            .addKeyValue("route", route.pattern());
    return span.trace().map(trace -> named.addKeyValue("trace_id", trace)).orElse(named);
  }
}
