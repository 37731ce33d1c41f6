package chat.parley.http;

import chat.parley.http.Guard.Anyone;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code /health/live} and {@code /health/ready}, for whoever restarts processes and routes requests.
 * Live says that the process answers; ready, that it can serve, and goes on to.
 */
public final class HealthEndpoints {
  private static final int PATIENCE_SECONDS = 2;

  /**
   * Something that can be away.
   *
   * @param essential whether nothing can be served without it
   * @param check fails with the reason
   */
  public record Part(String name, boolean essential, Supplier<Future<?>> check) {}

  private enum Status {
    OK(200),
    /** Something is away that can be done without for a while. */
    DEGRADED(200),
    DOWN(503),
    /** The process is about to stop. */
    DRAINING(503);

    final int code;

    Status(int code) {
      this.code = code;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Finding(String name, String state, Status status) {}

  private final List<Part> parts;
  private final Draining draining;

  public HealthEndpoints(List<Part> parts, Draining draining) {
    this.parts = parts;
    this.draining = draining;
  }

  public void addTo(Routes routes) {
    routes
        .add(
            "/health/live/",
            resource("Liveness", () -> Future.succeededFuture(answer(Status.OK, List.of()))))
        .add("/health/ready/", resource("Readiness", this::readiness));
  }

  private static Resource<Anyone> resource(String name, Supplier<Future<Answer>> answer) {
    return new Resource<>(name, Guard.none())
        .on(HttpMethod.GET, (exchange, caller) -> answer.get());
  }

  private Future<Answer> readiness() {
    draining.asked();
    List<Future<Finding>> findings = new ArrayList<>();
    parts.forEach(part -> findings.add(finding(part)));
    return Future.all(findings)
        .map(all -> answer(status(findings), findings.stream().map(Future::result).toList()));
  }

  private Status status(List<Future<Finding>> findings) {
    return draining.isBegun()
        ? Status.DRAINING
        : findings.stream()
            .map(finding -> finding.result().status())
            .reduce(Status.OK, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** {@code {"status":"ok","parts":{"database":"ok"}}}. */
  private static Answer answer(Status status, List<Finding> findings) {
    return Answer.json(
            status.code,
            json -> {
              json.writeStartObject();
              json.writeStringField("status", status.text());
              json.writeObjectFieldStart("parts");
              for (Finding finding : findings) {
                json.writeStringField(finding.name(), finding.state());
              }
              json.writeEndObject();
              json.writeEndObject();
            })
        .with("Cache-Control", "no-store");
  }

  private static Future<Finding> finding(Part part) {
    return part.check()
        .get()
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .map(ok -> new Finding(part.name(), "ok", Status.OK))
        .otherwise(failure ->
            new Finding(
                part.name(),
                "down: " + reason(failure),
                part.essential() ? Status.DOWN : Status.DEGRADED));
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
