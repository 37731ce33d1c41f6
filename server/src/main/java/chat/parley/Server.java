package chat.parley;

import chat.parley.auth.IssuerKeys;
import chat.parley.auth.Passwords;
import chat.parley.auth.SignOffs;
import chat.parley.auth.SigningKey;
import chat.parley.auth.SteadyClock;
import chat.parley.auth.Tokens;
import chat.parley.cluster.LocalBus;
import chat.parley.cluster.NatsBus;
import chat.parley.cluster.NodeBus;
import chat.parley.config.Settings;
import chat.parley.config.Watching;
import chat.parley.erasure.Retention;
import chat.parley.http.CertificateWatch;
import chat.parley.http.Connections;
import chat.parley.http.Draining;
import chat.parley.http.ServerCertificate;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.measure.Traces;
import chat.parley.messages.PageCache;
import chat.parley.messages.Writers;
import chat.parley.metrics.Metrics;
import chat.parley.metrics.MetricsListener;
import chat.parley.storage.Postgres;
import chat.parley.storage.StorageException;
import chat.parley.sync.PresenceBoard;
import chat.parley.sync.RollCall;
import chat.parley.tracing.Tracing;
import chat.parley.transfer.TransferException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** A running Parley: the database, and an event loop a core that serves it. */
public final class Server implements AutoCloseable {
  /** Parts of the time that a stop may take; the rest is for the requests that run. */
  private static final double TELLING = 0.3;

  private static final double SENDING_AWAY = 0.3;

  private final Vertx vertx;
  private final Postgres postgres;
  private final Shared shared;
  private final List<EventLoop> loops;
  private final Optional<URI> metricsUri;

  private Server(
      Vertx vertx,
      Postgres postgres,
      Shared shared,
      List<EventLoop> loops,
      Optional<URI> metricsUri) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.shared = shared;
    this.loops = loops;
    this.metricsUri = metricsUri;
  }

  /**
   * Starts everything. Blocks until requests are answered.
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
    Optional<ServerCertificate> certificate = settings.tls().map(ServerCertificate::read);
    // Before Vert.x, which tells its contexts apart for them.
    Traces traces = settings.watching().traces().<Traces>map(Tracing::to).orElse(Traces.NONE);
    // PostgreSQL starts while Vert.x does: they take about the same time.
    FutureTask<Postgres> starting = new FutureTask<>(() -> Postgres.start(settings));
    Thread.ofPlatform().name("parley-start").start(starting);
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops()));
    Tokens tokens =
        new Tokens(key, settings.accessLifetime(), settings.refreshLifetime(), new SteadyClock());
    NodeBus bus = settings.broker().<NodeBus>map(NatsBus::new).orElseGet(LocalBus::new);
    PresenceBoard board = new PresenceBoard(bus);
    Passwords passwords = new Passwords(vertx);
    PageCache pages = new PageCache(settings.pageCacheBytes());
    Postgres postgres;
    try {
      postgres = started(starting);
    } catch (StorageException | RuntimeException e) {
      bus.close();
      vertx.close().await();
      throw e;
    }
    try {
      postgres.migrate(vertx);
      Optional<IssuerKeys> issuerKeys =
          settings.issuer().map(issuer -> new IssuerKeys(vertx, issuer.keys()));
      Counts counts = Counts.zero();
      Shared shared =
          new Shared(
              settings,
              Limits.of(settings),
              times,
              postgres.address(),
              tokens,
              issuerKeys,
              SignOffs.of(settings),
              passwords,
              bus,
              new Writers(loops()),
              board,
              pages,
              new Draining(settings.drainTime()),
              new Retention(settings.retention(), times.check(), counts.expired()),
              counts,
              traces,
              metrics(settings, counts, pages),
              Connections.ofProcess());
      List<EventLoop> loops = deploy(vertx, shared, certificate);
      certificate.ifPresent(shown ->
          CertificateWatch.begin(
              vertx, settings.tls().orElseThrow(), shown, loops.getFirst()::show));
      RollCall.begin(vertx, bus, board, times.nodes());
      return new Server(vertx, postgres, shared, loops, listenForMetrics(vertx, shared));
    } catch (StorageException | TransferException e) {
      close(vertx, bus, postgres);
      throw e;
    } catch (Exception e) {
      // What a future has failed with is thrown as it is, checked or not.
      close(vertx, bus, postgres);
      throw new IOException(
          "cannot listen on %s port %d: %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  private static Postgres started(FutureTask<Postgres> starting) throws StorageException {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException problem) {
        throw problem;
      }
      throw new IllegalStateException("PostgreSQL could not be started", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
    }
  }

  /** Where it answers. */
  public URI uri() {
    Settings settings = shared.settings();
    return uri(
        settings.tls().isPresent() ? "https" : "http", settings.host(), loops.getFirst().port());
  }

  /** Where the metrics are read, if they have a port of their own. */
  public Optional<URI> metricsUri() {
    return metricsUri;
  }

  /**
   * Stops, so that nobody is refused who can go elsewhere: whoever routes requests is told, live clients
   * are sent away, what runs is finished, the bus is left. Takes no longer than {@code
   * PARLEY_DRAIN_TIME}, and nothing where nobody is there.
   */
  @Override
  public void close() {
    Draining draining = shared.draining();
    draining.begin();
    shared.board().leave();
    try {
      draining.awaitTold(draining.part(TELLING));
      Duration away = draining.part(SENDING_AWAY);
      Future.join(loops.stream().map(loop -> loop.sendAway(away)).toList()).await();
      Future.join(loops.stream().map(EventLoop::finish).toList()).await();
      Future.join(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()).await();
    } finally {
      shared.issuerKeys().ifPresent(IssuerKeys::close);
      close(vertx, shared.bus(), postgres);
      shared.metrics().ifPresent(Metrics::close);
      shared.traces().close();
    }
  }

  private static void close(Vertx vertx, NodeBus bus, Postgres postgres) {
    bus.close();
    vertx.close().await();
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
    return Optional.of(uri("http", host, port));
  }

  /** Starts an event loop a core; they share one port. Where one cannot, waits for the others before it fails. */
  private static List<EventLoop> deploy(
      Vertx vertx, Shared shared, Optional<ServerCertificate> certificate) {
    List<EventLoop> loops =
        Stream.generate(() -> new EventLoop(shared, certificate)).limit(loops()).toList();
    Future.join(loops.stream().map(vertx::deployVerticle).toList()).await();
    return loops;
  }

  private static int loops() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static URI uri(String scheme, String host, int port) {
    String shown =
        host.equals("0.0.0.0") ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("%s://%s:%d".formatted(scheme, shown, port));
  }
}
