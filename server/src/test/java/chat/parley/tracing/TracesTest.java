package chat.parley.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.TestServer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a receiver of OTLP gets from a server that had some requests and has stopped. */
final class TracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String CONTENT = "words-that-are-nobody-elses";

  private static final Queue<byte[]> BODIES = new ConcurrentLinkedQueue<>();

  private static HttpServer receiver;
  private static Person person;
  private static List<SentSpan> spans;

  @BeforeAll
  static void talk() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/v1/traces",
        exchange -> {
          BODIES.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    TestServer server =
        TestServer.withDefaults()
            .with(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + receiver.getAddress().getPort());
    server.start();
    person = server.api().newPerson("person");
    Api api = person.api();
    long room = api.newRoom("room");
    String body = "{\"content\":\"%s\"}".formatted(CONTENT);
    api.send(
        api.request(Api.messages(room))
            .header("traceparent", "00-%s-%s-01".formatted(TRACE, CALLER))
            .POST(BodyPublishers.ofString(body)));
    api.get(Api.messages(room) + "?cursor=" + CONTENT);
    api.get("/api/users/?search=" + CONTENT);
    api.get("/api/%s/".formatted(CONTENT));
    server.close();
    spans = BODIES.stream().flatMap(bytes -> SentSpan.allOf(bytes).stream()).toList();
  }

  @AfterAll
  static void stop() throws IOException {
    receiver.stop(0);
  }

  private static SentSpan named(String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aRequestIsASpanOfTheTraceThatItNames() {
    SentSpan sent = named("POST /api/chat/rooms/<id>/messages/");
    assertThat(sent.traceId()).isEqualTo(TRACE);
    assertThat(sent.parentId()).isEqualTo(CALLER);
    assertThat(sent.attributes())
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.route", "/api/chat/rooms/<id>/messages/")
        .containsEntry("http.response.status_code", "201");
  }

  @Test
  void itsStatementsAreSpansBelowIt() {
    SentSpan asked = named("GET /api/users/");
    assertThat(spans.stream().filter(span -> span.parentId().equals(asked.spanId())))
        .isNotEmpty()
        .allSatisfy(statement -> {
          assertThat(statement.traceId()).isEqualTo(asked.traceId());
          assertThat(statement.attributes().get("db.query.text")).startsWith("SELECT");
        });
  }

  @Test
  void everyStatementBelongsToARequest() {
    List<String> requests =
        spans.stream()
            .filter(span -> span.attributes().containsKey("http.route"))
            .map(SentSpan::spanId)
            .toList();
    assertThat(requests).hasSizeGreaterThanOrEqualTo(7);
    assertThat(spans.stream().filter(span -> span.attributes().containsKey("db.query.text")))
        .isNotEmpty()
        .allMatch(span -> requests.contains(span.parentId()));
  }

  @Test
  void nothingThatWasSaidIsInThem() {
    String all =
        BODIES.stream().map(bytes -> new String(bytes, UTF_8)).collect(Collectors.joining());
    assertThat(all)
        .contains("parley")
        .doesNotContain(
            CONTENT, person.access(), person.refresh(), Api.PASSWORD, person.username());
  }
}
