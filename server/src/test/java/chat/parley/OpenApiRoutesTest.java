package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.Passwords;
import chat.parley.auth.SignOffs;
import chat.parley.auth.Tokens;
import chat.parley.cluster.LocalBus;
import chat.parley.config.Settings;
import chat.parley.erasure.Retention;
import chat.parley.http.Connections;
import chat.parley.http.Draining;
import chat.parley.limits.Limits;
import chat.parley.limits.Times;
import chat.parley.measure.Traces;
import chat.parley.messages.PageCache;
import chat.parley.messages.Writers;
import chat.parley.storage.Address;
import chat.parley.storage.Database;
import chat.parley.sync.PresenceBoard;
import chat.parley.web.OpenApi;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is described is what there is: the same addresses, with the same methods. */
class OpenApiRoutesTest {
  private static final Set<String> EVERYWHERE = Set.of("HEAD", "OPTIONS");

  @Test
  void everyAddressIsDescribedWithItsMethodsAndNoOther() {
    Map<String, Set<String>> described = new TreeMap<>();
    for (OpenApi.Operation operation : OpenApi.read().operations()) {
      described
          .computeIfAbsent(address(operation.path()), path -> new TreeSet<>())
          .add(operation.method());
    }
    assertThat(described).isEqualTo(routed());
  }

  /** The methods by address, but for the files that the documentation's page consists of. */
  private static Map<String, Set<String>> routed() {
    Vertx vertx = Vertx.vertx();
    try {
      Settings settings = Settings.from(Map.of());
      Tokens tokens =
          new Tokens(new byte[32], Duration.ofMinutes(1), Duration.ofDays(1), Clock.systemUTC());
      Address nowhere = new Address(List.of(new PgConnectOptions()));
      LocalBus bus = new LocalBus();
      Shared shared =
          new Shared(
              settings,
              Limits.of(settings),
              Times.PROTOCOL,
              nowhere,
              tokens,
              Optional.empty(),
              new SignOffs(Duration.ofDays(1)),
              new Passwords(vertx),
              bus,
              new Writers(1),
              new PresenceBoard(bus),
              new PageCache(0),
              new Draining(Duration.ZERO),
              new Retention(Optional.empty(), Duration.ofDays(1), new LongAdder()),
              Counts.zero(),
              Traces.NONE,
              Optional.empty(),
              Connections.ofProcess());
      Map<String, Set<String>> routed = new TreeMap<>();
      Promise<Assembly> built = Promise.promise();
      vertx.runOnContext(
          go -> built.complete(Assembly.of(vertx, shared, new Database(vertx, nowhere), "epoch")));
      built
          .future()
          .await()
          .routes()
          .endpoints()
          .forEach((pattern, endpoint) -> {
            if (pattern.matches("/(api|health)/.*/")) {
              routed.put(address(pattern), methods(endpoint.allow()));
            }
          });
      return routed;
    } finally {
      vertx.close().await();
    }
  }

  /** A path whose variable places have no names and whose last slash is gone. */
  private static String address(String path) {
    return path.replaceAll("<\\w+>|\\{\\w+}", "{}").replaceAll("/$", "");
  }

  private static Set<String> methods(String allow) {
    return Arrays.stream(allow.split(", ", -1))
        .filter(method -> !EVERYWHERE.contains(method))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
