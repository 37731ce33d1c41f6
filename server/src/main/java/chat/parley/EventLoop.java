package chat.parley;

import chat.parley.auth.SignOffStore;
import chat.parley.http.Body;
import chat.parley.http.Cors;
import chat.parley.http.Dispatcher;
import chat.parley.http.ServerCertificate;
import chat.parley.http.SlowClients;
import chat.parley.limits.Limits;
import chat.parley.metrics.LoopLag;
import chat.parley.storage.Database;
import chat.parley.sync.SyncStore;
import chat.parley.transfer.ImportRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that one event loop owns: its connections, its stores, its share of the requests. */
final class EventLoop extends VerticleBase {
  private static final int HEADER_BYTES = 16 * 1024;

  private static final int IDLE_SECONDS = 75;

  /** Requests at a time of one HTTP/2 connection. */
  private static final int STREAMS = 100;

  /** For the last answers, however late it is. */
  private static final long LEAST_GRACE_MILLIS = 500;

  /** To Vert.x, a free port that all event loops share. */
  private static final int ANY_PORT = -1;

  private final Shared shared;
  private final Optional<ServerCertificate> certificate;
  private @Nullable HttpServer http;
  private @Nullable Database database;
  private @Nullable Assembly parts;

  /**
   * @param certificate what connections are encrypted with, or none for plain ones
   */
  EventLoop(Shared shared, Optional<ServerCertificate> certificate) {
    this.shared = shared;
    this.certificate = certificate;
  }

  /** The port that it listens on, once started. */
  int port() {
    return http().actualPort();
  }

  /** Has new connections, on all event loops, encrypted with another certificate. */
  Future<?> show(ServerCertificate other) {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setUseAlpn(true).setKeyCertOptions(other.options());
    return http().updateSSLOptions(options);
  }

  private HttpServer http() {
    HttpServer started = http;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
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

  /**
   * Takes no new request, and finishes what runs: what sockets sent is written though they are closed, and other
   * nodes are told of it. May be called by any thread.
   *
   * @return completes when nothing of this event loop is under way on any
   */
  Future<Void> finish() {
    Promise<Void> finished = Promise.promise();
    long grace = Math.max(LEAST_GRACE_MILLIS, shared.draining().left().toMillis());
    context.runOnContext(now -> {
      HttpServer server = http;
      Assembly started = parts;
      Future<Void> quiet =
          server == null ? Future.succeededFuture() : server.shutdown(grace, TimeUnit.MILLISECONDS);
      quiet
          .eventually(() ->
              started == null
                  ? Future.succeededFuture()
                  : started.writer().idle().timeout(grace, TimeUnit.MILLISECONDS))
          .onComplete(finished);
    });
    return finished.future();
  }

  /** Lets go of the database, once all event loops have finished: one writes for the others. */
  @Override
  public Future<?> stop() {
    Database connections = database;
    return connections == null ? Future.succeededFuture() : connections.close();
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
    server
        .connectionHandler(shared.connections().admit(new SlowClients(SlowClients.Bounds.DEFAULT)))
        .requestHandler(dispatcher)
        .invalidRequestHandler(dispatcher::refuseMalformed);
    return shared.writers().complete().compose(all -> server.listen());
  }

  private HttpServerOptions httpOptions() {
    int port = shared.settings().port();
    HttpServerOptions options = new HttpServerOptions();
    certificate.ifPresent(
        shown -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(shown.options()));
    return options
        .setHost(shared.settings().host())
        .setPort(port == 0 ? ANY_PORT : port)
        .setMaxHeaderSize(HEADER_BYTES)
        .setMaxInitialLineLength(HEADER_BYTES)
        .setMaxChunkSize(shared.settings().limits().bodyBytes())
        .setIdleTimeout(IDLE_SECONDS)
        .setHttp2ClearTextEnabled(false)
        .setInitialSettings(
            new Http2Settings().setMaxConcurrentStreams(STREAMS).setMaxHeaderListSize(HEADER_BYTES))
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(Limits.FRAME_BYTES);
  }
}
