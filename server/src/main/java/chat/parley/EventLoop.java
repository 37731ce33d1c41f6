package chat.parley;

import chat.parley.auth.BearerGuard;
import chat.parley.auth.Passwords;
import chat.parley.auth.RegisterEndpoint;
import chat.parley.auth.RevokedTokens;
import chat.parley.auth.TokenEndpoints;
import chat.parley.auth.Tokens;
import chat.parley.config.Settings;
import chat.parley.http.Body;
import chat.parley.http.Dispatcher;
import chat.parley.http.HealthEndpoints;
import chat.parley.http.Routes;
import chat.parley.messages.MessageEndpoints;
import chat.parley.messages.MessageStore;
import chat.parley.messages.MessageWriter;
import chat.parley.rooms.RoomEndpoints;
import chat.parley.rooms.RoomStore;
import chat.parley.storage.Database;
import chat.parley.users.UserEndpoints;
import chat.parley.users.UserStore;
import chat.parley.web.DocsEndpoints;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything that one event loop owns: its connections, its stores, its share of the requests. */
final class EventLoop extends VerticleBase {
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 75;
  private static final int GRACE_SECONDS = 10;

  /** To Vert.x, a free port that all event loops share. */
  private static final int ANY_PORT = -1;

  /** What all event loops share. */
  record Shared(Settings settings, PgConnectOptions postgres, Tokens tokens, Passwords passwords) {}

  private final Shared shared;
  private @Nullable HttpServer http;
  private @Nullable Database database;

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
    HttpServer server = vertx.createHttpServer(httpOptions());
    http = server;
    Dispatcher dispatcher = new Dispatcher(vertx, routes(connections));
    return server
        .requestHandler(dispatcher)
        .invalidRequestHandler(dispatcher::refuseMalformed)
        .listen();
  }

  /** Takes no new request, finishes what runs within 10 s, and lets go of the database. */
  @Override
  public Future<?> stop() {
    HttpServer server = http;
    Database connections = database;
    Future<Void> quiet =
        server == null
            ? Future.succeededFuture()
            : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    return quiet.eventually(
        () -> connections == null ? Future.succeededFuture() : connections.close());
  }

  private Routes routes(Database database) {
    UserStore users = new UserStore(database);
    RoomStore rooms = new RoomStore(database);
    MessageStore messages = new MessageStore(database);
    RevokedTokens revoked = new RevokedTokens(database);
    BearerGuard guard = new BearerGuard(shared.tokens(), users);
    Routes routes = new Routes();
    new MessageEndpoints(rooms, messages, new MessageWriter(messages)).addTo(routes, guard);
    new RoomEndpoints(rooms, guard).addTo(routes);
    new TokenEndpoints(users, shared.passwords(), shared.tokens(), revoked).addTo(routes);
    new RegisterEndpoint(users, shared.passwords(), shared.settings().registration())
        .addTo(routes, guard);
    new UserEndpoints(users).addTo(routes, guard);
    new HealthEndpoints(
            List.of(
                new HealthEndpoints.Part(
                    "database", () -> database.read("SELECT 1", Tuple.tuple()))))
        .addTo(routes);
    DocsEndpoints.addTo(routes);
    return routes;
  }

  private HttpServerOptions httpOptions() {
    int port = shared.settings().port();
    return new HttpServerOptions()
        .setHost(shared.settings().host())
        .setPort(port == 0 ? ANY_PORT : port)
        .setMaxHeaderSize(HEADER_BYTES)
        .setMaxInitialLineLength(HEADER_BYTES)
        .setMaxChunkSize(Body.MOST_BYTES)
        .setIdleTimeout(IDLE_SECONDS);
  }
}
