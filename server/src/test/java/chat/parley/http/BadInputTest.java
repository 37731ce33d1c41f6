package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.Wire;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Throws random mutations of valid requests at every endpoint. {@code -Dparley.seed=N} repeats a run
 * that failed.
 */
@Order(0)
class BadInputTest {
  private static final int CLIENTS = 4;
  private static final int REQUESTS = 2_600;
  private static final int MOST_FAULTS = 3;

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @Test
  void nothingThatIsSentMakesTheServerFailOrStoreHalfOfIt() throws Exception {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<List<String>>> clients =
          IntStream.range(0, CLIENTS)
              .<Callable<List<String>>>mapToObj(i -> () -> faults(new Random(seed + i)))
              .toList();
      for (Future<List<String>> faults : threads.invokeAll(clients)) {
        assertThat(faults.get()).as("with -Dparley.seed=%d", seed).isEmpty();
      }
    }
    assertThatNothingIsHalfWritten();
    assertThat(SERVER.api().get("/health/ready").status()).isEqualTo(200);
  }

  /** What one client sees go wrong. */
  private static List<String> faults(Random random) throws IOException {
    ValidRequests valid = new ValidRequests(SERVER.api(), SERVER.port(), random);
    Mutations mutations = new Mutations(random, new OddCredentials(random));
    List<String> faults = new ArrayList<>();
    Wire wire = Wire.open(SERVER.port());
    try {
      for (int i = 0; i < REQUESTS && faults.size() < MOST_FAULTS; i++) {
        Draft draft = mutations.apply(valid.next());
        boolean ended = true;
        try {
          Reply reply = wire.ask(draft.method(), draft.bytes());
          if (!isGood(draft, reply)) {
            faults.add("%d: %d %s%n%n%s".formatted(i, reply.status(), reply.body(), draft));
          }
          valid.learn(draft, reply);
          ended = endsConnection(draft, reply);
        } catch (IOException e) {
          faults.add("%d: no answer: %s%n%n%s".formatted(i, e, draft));
        }
        if (ended) {
          wire.close();
          wire = Wire.open(SERVER.port());
        }
      }
      return faults;
    } finally {
      wire.close();
    }
  }

  private static boolean isGood(Draft draft, Reply reply) {
    boolean bodiless =
        draft.method().equals("HEAD") || List.of(204, 301, 304).contains(reply.status());
    boolean isFile = draft.file() && reply.status() == 200;
    return reply.status() < 500 && (bodiless || isFile || isCoded(reply) || isJson(reply));
  }

  /** What a mutation asked to be compressed is not looked into. */
  private static boolean isCoded(Reply reply) {
    return reply.status() == 200 && reply.header("Content-Encoding").isPresent();
  }

  private static boolean isJson(Reply reply) {
    try {
      Json.decodeValue(reply.body());
      // An escape of that kind is half of a surrogate pair, which many parsers refuse.
      return reply.header("Content-Type").orElse("").equals("application/json")
          && !reply.body().contains("\\uD");
    } catch (DecodeException e) {
      return false;
    }
  }

  private static boolean endsConnection(Draft draft, Reply reply) {
    return reply.header("Connection").orElse("").equalsIgnoreCase("close")
        || draft.headers().stream().anyMatch(header -> header.name().equals("Connection"));
  }

  private static void assertThatNothingIsHalfWritten() throws SQLException {
    assertThat(
            count(
                """
                SELECT count(*) FROM rooms r
                 WHERE r.seq <> (SELECT coalesce(max(m.seq), 0) FROM messages m WHERE m.room_id = r.id)\
                """))
        .as("rooms whose number is not that of their latest change")
        .isZero();
    assertThat(count("SELECT count(*) - count(DISTINCT (room_id, seq)) FROM messages"))
        .as("messages that share a number")
        .isZero();
    assertThat(count("SELECT count(*) FROM messages WHERE deleted <> (content IS NULL)"))
        .as("messages that are half deleted")
        .isZero();
    assertThat(
            count(
                """
                SELECT count(*) FROM rooms r
                 WHERE NOT EXISTS (SELECT 1 FROM participants p WHERE p.room_id = r.id)\
                """))
        .as("rooms without their creator")
        .isZero();
    assertThat(
            count(
                """
                SELECT count(*) FROM participants p
                 WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = p.user_id)\
                """))
        .as("participants without an account")
        .isZero();
  }

  private static long count(String sql) throws SQLException {
    try (Connection database = SERVER.database();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
