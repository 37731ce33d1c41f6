package chat.parley;

import chat.parley.auth.Passwords;
import chat.parley.auth.SigningKey;
import chat.parley.auth.Tokens;
import chat.parley.cluster.LocalBus;
import chat.parley.config.Settings;
import chat.parley.limits.Times;
import chat.parley.messages.PageCache;
import chat.parley.storage.Postgres;
import chat.parley.storage.StorageException;
import chat.parley.sync.PresenceBoard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A running Parley: the database, and an event loop a core that serves it. */
public final class Server implements AutoCloseable {
  private final Vertx vertx;
  private final Postgres postgres;
  private final URI uri;

  private Server(Vertx vertx, Postgres postgres, URI uri) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.uri = uri;
  }

  /**
   * Starts everything, in order. Blocks until requests are answered.
   *
   * @throws StorageException if the database cannot be used
   * @throws IOException if the data directory or the port cannot be used
   */
  public static Server start(Settings settings) throws StorageException, IOException {
    return start(settings, Times.PROTOCOL);
  }

  /** The same with other times than the protocol's. */
  public static Server start(Settings settings, Times times) throws StorageException, IOException {
    byte[] key = SigningKey.of(settings);
    Postgres postgres = Postgres.open(settings);
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops()));
    try {
      Tokens tokens =
          new Tokens(key, settings.accessLifetime(), settings.refreshLifetime(), Clock.systemUTC());
      LocalBus bus = new LocalBus();
      Shared shared =
          new Shared(
              settings,
              times,
              postgres.address(),
              tokens,
              new Passwords(vertx),
              bus,
              new PresenceBoard(bus),
              new PageCache(settings.pageCacheBytes()));
      int port = deploy(vertx, shared);
      return new Server(vertx, postgres, uri(settings.host(), port));
    } catch (Exception e) {
      // What a future has failed with is thrown as it is, checked or not.
      vertx.close().await();
      postgres.close();
      throw new IOException(
          "cannot listen on %s port %d: %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  /** Where it answers. */
  public URI uri() {
    return uri;
  }

  /** Finishes what runs, 10 s at most, and stops the embedded database. */
  @Override
  public void close() {
    vertx.close().await();
    postgres.close();
  }

  /** Starts an event loop a core; they share one port. */
  private static int deploy(Vertx vertx, Shared shared) {
    List<EventLoop> loops = Stream.generate(() -> new EventLoop(shared)).limit(loops()).toList();
    Future.all(loops.stream().map(vertx::deployVerticle).toList()).await();
    return loops.getFirst().port();
  }

  private static int loops() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static URI uri(String host, int port) {
    String shown = host.equals("0.0.0.0") ? "127.0.0.1" : host;
    return URI.create(
        "http://%s:%d".formatted(shown.contains(":") ? "[" + shown + "]" : shown, port));
  }
}
