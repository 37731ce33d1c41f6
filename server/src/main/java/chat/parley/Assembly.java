package chat.parley;

import chat.parley.auth.AccessTokens;
import chat.parley.auth.BearerGuard;
import chat.parley.auth.LoginEndpoint;
import chat.parley.auth.RegisterEndpoint;
import chat.parley.auth.RevokedTokens;
import chat.parley.auth.SignOffEndpoint;
import chat.parley.auth.SignOffStore;
import chat.parley.auth.TokenEndpoints;
import chat.parley.cluster.NodeBus;
import chat.parley.config.RefreshReuse;
import chat.parley.config.Secret;
import chat.parley.http.HealthEndpoints;
import chat.parley.http.Routes;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.messages.BatchStore;
import chat.parley.messages.MessageEndpoints;
import chat.parley.messages.MessageStore;
import chat.parley.messages.MessageWriter;
import chat.parley.metrics.MetricsEndpoint;
import chat.parley.realtime.Bus;
import chat.parley.realtime.Hub;
import chat.parley.rooms.RoomEndpoints;
import chat.parley.rooms.RoomNumbers;
import chat.parley.rooms.RoomStore;
import chat.parley.storage.Database;
import chat.parley.sync.LiveEndpoints;
import chat.parley.sync.RoomSummaries;
import chat.parley.sync.SyncEndpoints;
import chat.parley.sync.SyncStore;
import chat.parley.users.UserEndpoints;
import chat.parley.users.UserStore;
import chat.parley.web.ClientFiles;
import chat.parley.web.DocsEndpoints;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of one event loop, built in order and joined.
 *
 * @param hub its share of live delivery
 * @param live its sockets and streams
 * @param writer what messages are sent by
 * @param routes every address there is
 */
record Assembly(Hub hub, LiveEndpoints live, MessageWriter writer, Routes routes) {
  private static final long FORGET_MILLIS = Duration.ofHours(1).toMillis();

  /**
   * @param epoch the store that all numbers are of
   */
  static Assembly of(Vertx vertx, Shared shared, Database database, String epoch) {
    Counts counts = shared.counts();
    Limits limits = shared.limits();
    UserStore users = new UserStore(database);
    RoomStore rooms = new RoomStore(database);
    RoomNumbers numbers = new RoomNumbers(rooms, !database.isDistributed(), counts.numberBatches());
    MessageStore messages = new MessageStore(database);
    SyncStore changes = new SyncStore(database);
    RevokedTokens revoked = new RevokedTokens(database);
    AccessTokens access =
        AccessTokens.of(
            shared.settings(), shared.tokens(), shared.issuerKeys(), users, shared.signOffs());
    BearerGuard guard = new BearerGuard(access, users);
    Bus bus = shared.bus();
    Times times = shared.times();
    Hub hub =
        new Hub(
            vertx,
            bus,
            changes,
            times.check(),
            times.nodes().check(),
            counts.sync().connections().gapsRepaired()::increment);
    MessageWriter writer =
        new MessageWriter(
            messages,
            new BatchStore(database),
            bus,
            limits.sendsOfUser(),
            shared.writers(),
            counts.messages());
    LiveEndpoints live =
        new LiveEndpoints(
            vertx,
            epoch,
            access,
            users,
            rooms,
            changes,
            writer,
            bus,
            hub,
            shared.signOffs(),
            shared.board(),
            limits,
            times,
            counts.sync());

    vertx.setPeriodic(
        FORGET_MILLIS,
        id -> {
          revoked.forgetExpired(Instant.now());
          messages.forgetWriters();
        });

    Routes routes = new Routes();
    new MessageEndpoints(rooms, numbers, messages, writer, shared.pages(), counts.messages(), epoch)
        .addTo(routes, guard);
    new RoomEndpoints(rooms, guard, new RoomSummaries(database), bus, limits).addTo(routes);
    new SyncEndpoints(changes, rooms, bus, epoch).addTo(routes, guard);
    live.addTo(routes, guard);
    SignOffStore signOffs = new SignOffStore(database);
    RefreshReuse reuse = shared.settings().refreshReuse();
    new LoginEndpoint(users, shared.passwords(), shared.tokens(), signOffs, reuse, limits)
        .addTo(routes);
    new TokenEndpoints(shared.tokens(), access, revoked, shared.signOffs(), signOffs, reuse)
        .addTo(routes);
    new SignOffEndpoint(shared.signOffs(), signOffs).addTo(routes, guard);
    new RegisterEndpoint(users, shared.passwords(), shared.settings().registration(), limits)
        .addTo(routes, guard);
    new UserEndpoints(users).addTo(routes, guard);
    new HealthEndpoints(parts(database, shared.bus()), shared.draining()).addTo(routes);
    DocsEndpoints.addTo(routes);
    ClientFiles.addTo(routes);
    addMetrics(vertx, shared, routes);
    return new Assembly(hub, live, writer, routes);
  }

  /** Beside the API only for those who bring a token. */
  private static void addMetrics(Vertx vertx, Shared shared, Routes routes) {
    Optional<Secret> token = shared.settings().watching().metricsToken();
    if (token.isPresent()) {
      shared
          .metrics()
          .ifPresent(metrics -> new MetricsEndpoint(vertx, metrics, token).addTo(routes));
    }
  }

  private static List<HealthEndpoints.Part> parts(Database database, NodeBus bus) {
    HealthEndpoints.Part truth = new HealthEndpoints.Part("database", true, database::check);
    HealthEndpoints.Part broker =
        new HealthEndpoints.Part(
            "broker",
            false,
            () -> bus.trouble().map(Future::failedFuture).orElseGet(Future::succeededFuture));
    HealthEndpoints.Part disk = new HealthEndpoints.Part("disk", false, database::checkDisk);
    List<HealthEndpoints.Part> parts = new ArrayList<>(List.of(truth));
    if (database.hasDisk()) {
      parts.add(disk);
    }
    if (!bus.isAlone()) {
      parts.add(broker);
    }
    return parts;
  }
}
