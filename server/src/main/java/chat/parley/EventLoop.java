package chat.parley;

import chat.parley.auth.SignOffStore;
import chat.parley.http.Body;
import chat.parley.http.Cors;
import chat.parley.http.Dispatcher;
import chat.parley.http.SlowClients;
import chat.parley.limits.Limits;
import chat.parley.metrics.LoopLag;
import chat.parley.storage.Database;
import chat.parley.sync.SyncStore;
import chat.parley.transfer.ImportRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that one event loop owns: its connections, its stores, its share of the requests. */
final class EventLoop extends VerticleBase {
  private static final int HEADER_BYTES = 16 * 1024;

  private static final int IDLE_SECONDS = 75;

  /** For the last answers, however late it is. */
  private static final long LEAST_GRACE_MILLIS = 500;

  /** To Vert.x, a free port that all event loops share. */
  private static final int ANY_PORT = -1;

  private final Shared shared;
  private @Nullable HttpServer http;
  private @Nullable Database database;
  private @Nullable Assembly parts;

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
    Database connections =
        new Database(vertx, shared.postgres(), shared.counts().statements(), shared.traces());
    LoopLag.watch(vertx, shared.counts().lag());
    database = connections;
    return connections
        .inspect()
        .compose(known -> ImportRecord.refuseUnfinished(connections))
        .compose(whole -> shared.signOffs().begin(vertx, new SignOffStore(connections)))
        .compose(known -> new SyncStore(connections).epoch())
        .compose(epoch -> listen(connections, epoch));
  }

  /**
   * Sends live clients away. May be called by any thread.
   *
   * @param most over what time
   * @return completes when all of them have been told
   */
  Future<Void> sendAway(Duration most) {
    Promise<Void> told = Promise.promise();
    context.runOnContext(now -> {
      Assembly started = parts;
      if (started == null) {
        told.complete();
      } else {
        started.live().sendAway(most).onComplete(told);
      }
    });
    return told.future();
  }

  /** Takes no new request, finishes what runs, and lets go of the database. */
  @Override
  public Future<?> stop() {
    HttpServer server = http;
    Assembly started = parts;
    Database connections = database;
    long grace = Math.max(LEAST_GRACE_MILLIS, shared.draining().left().toMillis());
    Future<Void> quiet =
        server == null ? Future.succeededFuture() : server.shutdown(grace, TimeUnit.MILLISECONDS);
    return quiet
        .eventually(() -> started == null ? Future.succeededFuture() : idle(started, grace))
        .eventually(() -> connections == null ? Future.succeededFuture() : connections.close());
  }

  /** What sockets sent is written though they are closed, and other nodes are told of it. */
  private static Future<Void> idle(Assembly parts, long grace) {
    return parts.writer().idle().timeout(grace, TimeUnit.MILLISECONDS);
  }

  private Future<HttpServer> listen(Database connections, String epoch) {
    Assembly built = Assembly.of(vertx, shared, connections, epoch);
    shared.bus().join(built.hub(), epoch);
    parts = built;
    shared.retention().begin(vertx, connections, () -> new Database(vertx, shared.postgres()));
    HttpServer server = vertx.createHttpServer(httpOptions());
    http = server;
    Dispatcher dispatcher =
        new Dispatcher(
            vertx,
            built.routes(),
            new Cors(shared.settings().allowedOrigins()),
            shared.settings().trustedProxies(),
            shared.draining(),
            shared.counts().traffic(),
            shared.traces(),
            new Body.Bounds(shared.settings().limits().bodyBytes()));
    return server
        .connectionHandler(shared.connections().admit(new SlowClients(SlowClients.Bounds.DEFAULT)))
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
        .setMaxChunkSize(shared.settings().limits().bodyBytes())
        .setIdleTimeout(IDLE_SECONDS)
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(Limits.FRAME_BYTES);
  }
}
