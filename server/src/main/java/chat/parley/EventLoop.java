package chat.parley;

import chat.parley.http.Body;
import chat.parley.http.Cors;
import chat.parley.http.Dispatcher;
import chat.parley.limits.Limits;
import chat.parley.storage.Database;
import chat.parley.sync.LiveEndpoints;
import chat.parley.sync.SyncStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that one event loop owns: its connections, its stores, its share of the requests. */
final class EventLoop extends VerticleBase {
  private static final int HEADER_BYTES = 16 * 1024;

  /** Above the limit of the protocol, so that it can be refused in the protocol's words. */
  private static final int SOCKET_MESSAGE_BYTES = 16 * Limits.FRAME_BYTES;

  private static final int IDLE_SECONDS = 75;
  private static final int GRACE_SECONDS = 10;

  /** To Vert.x, a free port that all event loops share. */
  private static final int ANY_PORT = -1;

  private final Shared shared;
  private @Nullable HttpServer http;
  private @Nullable Database database;
  private @Nullable LiveEndpoints live;

  EventLoop(Shared shared) {
    this.shared = shared;
  }

  /** The port that it listens on, once started. */
  int port() {
    HttpServer started = http;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started.actualPort();
  }

  @Override
  public Future<?> start() {
    Database connections = new Database(vertx, shared.postgres());
    database = connections;
    return connections
        .inspect()
        .compose(known -> new SyncStore(connections).epoch())
        .compose(epoch -> listen(connections, epoch));
  }

  /** Takes no new request, finishes what runs within 10 s, and lets go of the database. */
  @Override
  public Future<?> stop() {
    HttpServer server = http;
    Database connections = database;
    if (live != null) {
      live.closeAll();
    }
    Future<Void> quiet =
        server == null
            ? Future.succeededFuture()
            : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    return quiet.eventually(
        () -> connections == null ? Future.succeededFuture() : connections.close());
  }

  private Future<HttpServer> listen(Database connections, String epoch) {
    Assembly parts = Assembly.of(vertx, shared, connections, epoch);
    shared.bus().join(parts.hub());
    live = parts.live();
    HttpServer server = vertx.createHttpServer(httpOptions());
    http = server;
    Dispatcher dispatcher =
        new Dispatcher(vertx, parts.routes(), new Cors(shared.settings().allowedOrigins()));
    return server
        .requestHandler(dispatcher)
        .invalidRequestHandler(dispatcher::refuseMalformed)
        .listen();
  }

  private HttpServerOptions httpOptions() {
    int port = shared.settings().port();
    return new HttpServerOptions()
        .setHost(shared.settings().host())
        .setPort(port == 0 ? ANY_PORT : port)
        .setMaxHeaderSize(HEADER_BYTES)
        .setMaxInitialLineLength(HEADER_BYTES)
        .setMaxChunkSize(Body.MOST_BYTES)
        .setIdleTimeout(IDLE_SECONDS)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout((int) shared.times().farewell().toSeconds())
        .setMaxWebSocketFrameSize(SOCKET_MESSAGE_BYTES)
        .setMaxWebSocketMessageSize(SOCKET_MESSAGE_BYTES);
  }
}
