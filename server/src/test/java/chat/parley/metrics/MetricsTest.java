package chat.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives each number, and reads it as Prometheus would. */
final class MetricsTest {
  private static final String PAGES = "parley_page_cache_requests_total{outcome=\"%s\"}";
  private static final String REQUESTS =
      "parley_http_request_duration_seconds_count{route=\"%s\",status=\"%s\"}";

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults()
          .with("PARLEY_METRICS_PORT", "0")
          .with("PARLEY_METRICS_TOKEN", Scrape.TOKEN);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final Person person = SERVER.people(1).getFirst();
  private final Api api = person.api();
  private final long room = api.newRoom("watched");

  /** By how much something grows, as soon as it has grown at all. */
  private static double growth(String series, Runnable action) {
    double before = Scrape.of(SERVER).value(series);
    action.run();
    Await.until(series, () -> Scrape.of(SERVER).value(series) > before);
    return Scrape.of(SERVER).value(series) - before;
  }

  @Test
  void requestsAreCountedByPatternAndStatus() {
    String pattern = "/api/chat/rooms/<id>/";
    String path = "/api/chat/rooms/%d/".formatted(room);
    assertThat(growth(REQUESTS.formatted(pattern, "2xx"), () -> api.get(path))).isEqualTo(1);
    assertThat(growth(REQUESTS.formatted(pattern, "4xx"), () -> SERVER.api().get(path)))
        .isEqualTo(1);
    assertThat(growth(REQUESTS.formatted("none", "4xx"), () -> api.get("/no/such/thing/")))
        .isEqualTo(1);
    assertThat(Scrape.of(SERVER).text()).doesNotContain("/no/such").doesNotContain(path);
  }

  @Test
  void batchesAreCountedWithTheirSizes() {
    assertThat(growth("parley_message_batch_size_sum", () -> api.say(room, "one"))).isEqualTo(1);
    assertThat(growth("parley_message_batch_size_count", () -> api.say(room, "two"))).isEqualTo(1);
    api.get(Api.messages(room));
    assertThat(growth("parley_number_batch_size_sum", () -> api.get(Api.messages(room))))
        .isEqualTo(1);
  }

  @Test
  void pagesAreCountedByWhereTheyCameFrom() {
    api.say(room, "kept");
    assertThat(growth(PAGES.formatted("miss"), () -> api.get(Api.messages(room)))).isEqualTo(1);
    assertThat(growth(PAGES.formatted("hit"), () -> api.get(Api.messages(room)))).isEqualTo(1);
    String etag = api.get(Api.messages(room)).header("ETag").orElseThrow();
    Runnable again =
        () -> api.send(api.request(Api.messages(room)).header("If-None-Match", etag).GET());
    assertThat(growth(PAGES.formatted("unmodified"), again)).isEqualTo(1);
    assertThat(Scrape.of(SERVER).value("parley_page_cache_bytes")).isGreaterThan(100);
  }

  @Test
  void statementsAreTimedAndTheirFailuresCounted() {
    String count = "parley_database_statement_duration_seconds_count{kind=\"%s\"}";
    growth(count.formatted("read"), () -> api.get("/api/chat/rooms/"));
    growth(count.formatted("write"), () -> api.say(room, "written"));
    growth(
        "parley_database_statement_failures_total",
        () -> {
          execute("ALTER TABLE participants RENAME TO elsewhere");
          try {
            assertThat(api.get("/api/chat/rooms/").status()).isEqualTo(500);
          } finally {
            execute("ALTER TABLE elsewhere RENAME TO participants");
          }
        });
    assertThat(Scrape.of(SERVER).names()).contains("parley_database_statements_waiting");
  }

  @Test
  void aConnectionIsOpenAsLongAsItIs() {
    String open = "parley_connections_open{kind=\"websocket\"}";
    double before = Scrape.of(SERVER).value(open);
    RawSocket socket = SOCKETS.logIn(person);
    assertThat(Scrape.of(SERVER).value(open)).isEqualTo(before + 1);
    assertThat(growth("parley_deliveries_total", () -> api.say(room, "delivered")))
        .isGreaterThanOrEqualTo(1);
    socket.close();
    Await.until("closed", () -> Scrape.of(SERVER).value(open) == before);
  }

  @Test
  void theServersClosesAreCountedByWhy() {
    growth(
        "parley_closes_total{code=\"4400\",why=\"not_json\"}",
        () -> {
          RawSocket socket = SOCKETS.logIn(person);
          socket.sayText("[]");
          assertThat(socket.closeCode()).isEqualTo(4400);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ok", "reset"})
  void roomsThatAreComeBackToAreCountedByHowThatWent(String outcome) {
    JsonObject held = new JsonObject().put("" + room, outcome.equals("ok") ? 0 : 99);
    String series = "parley_resumes_total{outcome=\"%s\"}".formatted(outcome);
    assertThat(growth(series, () -> SOCKETS.open().logIn(person.access(), "rooms", held).close()))
        .isEqualTo(1);
  }

  @Test
  void aRepeatedSendIsCounted() {
    assertThat(
            growth(
                "parley_repeated_sends_total",
                () -> {
                  sayOnce("the same");
                  sayOnce("the same");
                }))
        .isEqualTo(1);
  }

  @Test
  void aHoleThatTheDatabaseFilledIsCounted() {
    RawSocket socket = SOCKETS.logIn(person);
    growth(
        "parley_gaps_repaired_total",
        () -> {
          execute(
              """
              WITH room AS (UPDATE rooms SET seq = seq + 1 WHERE id = %d RETURNING id, seq)
              INSERT INTO messages (room_id, sender_id, content, created_at, seq)
              SELECT id, %d, 'unheard of', now(), seq FROM room\
              """
                  .formatted(room, person.id()));
          api.say(room, "heard of");
        });
    socket.close();
  }

  @Test
  void theMachineIsWatchedToo() {
    Await.until("lag", () -> Scrape.of(SERVER).value("parley_event_loop_lag_seconds_count") > 0);
    assertThat(Scrape.of(SERVER).names())
        .contains(
            "jvm_memory_used_bytes",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_files_open_files");
  }

  @Test
  void theTokenIsAskedForOnBothPorts() {
    for (Api reader : new Api[] {new Api(SERVER.metricsUri()), SERVER.api()}) {
      assertThat(reader.get("/metrics").status()).isEqualTo(401);
      assertThat(reader.as(Scrape.TOKEN + "x").get("/metrics").status()).isEqualTo(401);
      Reply reply = reader.as(Scrape.TOKEN).get("/metrics");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }
    assertThat(new Api(SERVER.metricsUri()).get("/api/users/me/").status()).isEqualTo(404);
  }

  private void sayOnce(String key) {
    assertThat(
            api.send(
                    api.request(Api.messages(room))
                        .header("Idempotency-Key", key.replace(' ', '-'))
                        .POST(BodyPublishers.ofString("{\"content\":\"once\"}")))
                .status())
        .isEqualTo(201);
  }

  private static void execute(String sql) {
    try (Connection database = SERVER.database();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
