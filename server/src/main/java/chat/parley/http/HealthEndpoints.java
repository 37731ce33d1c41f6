package chat.parley.http;

import chat.parley.http.Guard.Anyone;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code /health/live} and {@code /health/ready}, for whoever restarts processes and routes requests.
 * Live says that the process answers; ready, that every part it needs does.
 */
public final class HealthEndpoints {
  private static final int PATIENCE_SECONDS = 2;

  /**
   * Something that can be away.
   *
   * @param check fails with the reason
   */
  public record Part(String name, Supplier<Future<?>> check) {}

  private record Finding(String name, String state, boolean good) {}

  private final List<Part> parts;

  public HealthEndpoints(List<Part> parts) {
    this.parts = parts;
  }

  public void addTo(Routes routes) {
    routes
        .add("/health/live/", resource("Liveness", List.of()))
        .add("/health/ready/", resource("Readiness", parts));
  }

  private static Resource<Anyone> resource(String name, List<Part> parts) {
    return new Resource<>(name, Guard.none())
        .on(HttpMethod.GET, (exchange, caller) -> answer(parts));
  }

  /** {@code {"status":"ok","parts":{"database":"ok"}}}, 503 where one of the parts is not ok. */
  private static Future<Answer> answer(List<Part> parts) {
    List<Future<Finding>> findings = new ArrayList<>();
    parts.forEach(part -> findings.add(finding(part)));
    return Future.all(findings)
        .map(all -> {
          boolean good = findings.stream().allMatch(finding -> finding.result().good());
          return Answer.json(
                  good ? 200 : 503,
                  json -> {
                    json.writeStartObject();
                    json.writeStringField("status", good ? "ok" : "down");
                    json.writeObjectFieldStart("parts");
                    for (Future<Finding> finding : findings) {
                      json.writeStringField(finding.result().name(), finding.result().state());
                    }
                    json.writeEndObject();
                    json.writeEndObject();
                  })
              .with("Cache-Control", "no-store");
        });
  }

  private static Future<Finding> finding(Part part) {
    return part.check()
        .get()
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .map(ok -> new Finding(part.name(), "ok", true))
        .otherwise(failure -> new Finding(part.name(), reason(failure), false));
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return "down: "
        + (deepest.getMessage() == null
            ? deepest.getClass().getSimpleName()
            : deepest.getMessage());
  }
}
