package chat.parley.metrics;

import chat.parley.config.Secret;
import chat.parley.http.Body;
import chat.parley.http.Cors;
import chat.parley.http.Dispatcher;
import chat.parley.http.Draining;
import chat.parley.http.Routes;
import chat.parley.http.SlowClients;
import chat.parley.http.Traffic;
import chat.parley.measure.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A port on which there is nothing but the metrics, for a network that the world cannot reach. */
public final class MetricsListener {
  private final Metrics metrics;
  private final Optional<Secret> token;

  /**
   * @param token what readers have to bring, or none
   */
  public MetricsListener(Metrics metrics, Optional<Secret> token) {
    this.metrics = metrics;
    this.token = token;
  }

  /**
   * Listens until Vert.x is closed.
   *
   * @param port 0 for any free one
   * @return the port
   */
  public Future<Integer> listen(Vertx vertx, String host, int port) {
    Routes routes = new Routes();
    new MetricsEndpoint(vertx, metrics, token).addTo(routes);
    Dispatcher dispatcher =
        new Dispatcher(
            vertx,
            routes,
            new Cors(Set.of()),
            List.of(),
            new Draining(Duration.ZERO),
            new Traffic(),
            Traces.NONE,
            new Body.Bounds(0));
    return vertx
        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
        .connectionHandler(new SlowClients(SlowClients.Bounds.DEFAULT))
        .requestHandler(dispatcher)
        .invalidRequestHandler(dispatcher::refuseMalformed)
        .listen(port, host)
        .map(HttpServer::actualPort);
  }
}
