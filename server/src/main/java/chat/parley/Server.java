package chat.parley;

import chat.parley.auth.IssuerKeys;
import chat.parley.auth.Passwords;
import chat.parley.auth.SigningKey;
import chat.parley.auth.Tokens;
import chat.parley.cluster.LocalBus;
import chat.parley.config.Settings;
import chat.parley.config.Watching;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.messages.PageCache;
import chat.parley.metrics.Metrics;
import chat.parley.metrics.MetricsListener;
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
import java.util.Optional;
import java.util.stream.Stream;

/** A running Parley: the database, and an event loop a core that serves it. */
public final class Server implements AutoCloseable {
  private final Vertx vertx;
  private final Postgres postgres;
  private final Optional<Metrics> metrics;
  private final URI uri;
  private final Optional<URI> metricsUri;

  private Server(
      Vertx vertx,
      Postgres postgres,
      Optional<Metrics> metrics,
      URI uri,
      Optional<URI> metricsUri) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.metrics = metrics;
    this.uri = uri;
    this.metricsUri = metricsUri;
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
      Optional<IssuerKeys> issuerKeys =
          settings.issuer().map(issuer -> new IssuerKeys(vertx, issuer.keys()));
      LocalBus bus = new LocalBus();
      PageCache pages = new PageCache(settings.pageCacheBytes());
      Counts counts = Counts.zero();
      Optional<Metrics> metrics = metrics(settings, counts, pages);
      Shared shared =
          new Shared(
              settings,
              Limits.of(settings),
              times,
              postgres.options(),
              tokens,
              issuerKeys,
              new Passwords(vertx),
              bus,
              new PresenceBoard(bus),
              pages,
              counts,
              metrics);
      int port = deploy(vertx, shared);
      Optional<URI> metricsUri = listenForMetrics(vertx, shared);
      return new Server(vertx, postgres, metrics, uri(settings.host(), port), metricsUri);
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

  /** Where the metrics are read, if they have a port of their own. */
  public Optional<URI> metricsUri() {
    return metricsUri;
  }

  /** Finishes what runs, 10 s at most, and stops the embedded database. */
  @Override
  public void close() {
    vertx.close().await();
    metrics.ifPresent(Metrics::close);
    postgres.close();
  }

  private static Optional<Metrics> metrics(Settings settings, Counts counts, PageCache pages) {
    if (!settings.watching().hasMetrics()) {
      return Optional.empty();
    }
    Metrics metrics = new Metrics();
    counts.nameIn(metrics, pages);
    return Optional.of(metrics);
  }

  private static Optional<URI> listenForMetrics(Vertx vertx, Shared shared) {
    Watching watching = shared.settings().watching();
    if (watching.metricsPort().isEmpty() || shared.metrics().isEmpty()) {
      return Optional.empty();
    }
    MetricsListener listener = new MetricsListener(shared.metrics().get(), watching.metricsToken());
    String host = shared.settings().host();
    int port = listener.listen(vertx, host, watching.metricsPort().get()).await();
    return Optional.of(uri(host, port));
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
