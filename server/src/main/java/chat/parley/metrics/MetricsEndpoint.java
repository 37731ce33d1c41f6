package chat.parley.metrics;

import chat.parley.config.Secret;
import chat.parley.http.Answer;
import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.http.Guard.Anyone;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** {@code GET /metrics}, for those who bring the token, if there is one. */
public final class MetricsEndpoint {
  private final Vertx vertx;
  private final Metrics metrics;
  private final Optional<Secret> token;

  public MetricsEndpoint(Vertx vertx, Metrics metrics, Optional<Secret> token) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.token = token;
  }

  public void addTo(Routes routes) {
    routes.add(
        "/metrics",
        new Resource<>("Metrics", new TokenGuard())
            .answering(Metrics.MEDIA_TYPE)
            .on(HttpMethod.GET, this::read));
  }

  /** Written on a worker thread: it takes longer than an event loop should be kept. */
  private Future<Answer> read(Exchange exchange, Anyone caller) {
    return vertx
        .executeBlocking(metrics::text, false)
        .map(text -> new Answer(200, Metrics.CONTENT_TYPE, List.of(), Buffer.buffer(text)));
  }

  private final class TokenGuard implements Guard<Anyone> {
    @Override
    public Future<Anyone> admit(Exchange exchange) {
      String given = exchange.header(HttpHeaders.AUTHORIZATION);
      if (token.isPresent()
          && !MessageDigest.isEqual(
              bytes("Bearer " + token.get().value()), bytes(given == null ? "" : given))) {
        return Future.failedFuture(new ProblemException(Unauthenticated.MISSING));
      }
      return Future.succeededFuture(Anyone.GUARD);
    }

    @Override
    public Future<Void> confirm(Anyone caller) {
      return Future.succeededFuture();
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
