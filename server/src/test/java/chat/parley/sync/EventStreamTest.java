package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.limits.Times;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One room as an event stream (docs/protocol.md, "Server-sent events"). */
final class EventStreamTest {
  private static final Times HURRIED =
      new Times(
          Duration.ofSeconds(10),
          Duration.ofMillis(250),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Times.Nodes.PROTOCOL);

  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults().with("PARLEY_OUTBOX_BYTES", "65536").with(HURRIED);

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final List<Person> people = SERVER.people(2);
  private final Person alice = people.get(0);
  private final Api api = alice.api();
  private final long room = api.newRoom("room");

  /** What came of a stream so far. */
  private static final class Stream {
    final HttpClientResponse response;
    private final AtomicReference<String> received = new AtomicReference<>("");
    final AtomicBoolean ended = new AtomicBoolean();

    Stream(HttpClientResponse response) {
      this.response = response;
      response.handler(bytes -> received.accumulateAndGet(bytes.toString(), String::concat));
      response.exceptionHandler(cut -> ended.set(true));
      response.endHandler(end -> ended.set(true));
    }

    String text() {
      return received.get();
    }

    Stream until(String piece) {
      Await.until(piece, () -> text().contains(piece));
      return this;
    }
  }

  @Test
  void eventsHaveTheirNumberTypeAndFrame() {
    Stream stream = stream("", alice.access(), "");
    assertThat(stream.response.getHeader("Content-Type")).isEqualTo("text/event-stream");
    assertThat(stream.response.getHeader("Room-Seq")).isEqualTo("0");
    untilLive(stream);
    long id = api.say(room, "one");
    Reply history = api.get(Api.messages(room));
    long seq = Long.parseLong(history.header("Room-Seq").orElseThrow());
    stream.until("\"seq\":" + seq);
    String events = stream.text().lines().filter(l -> !l.startsWith(":")).toList() + "";
    JsonObject frame =
        new JsonObject()
            .put("type", "message.created")
            .put("room", room)
            .put("seq", seq)
            .put("message", api.get(Api.messages(room) + id + "/").json());
    assertThat(events)
        .contains("id: %d, event: message.created, data: %s".formatted(seq, frame.encode()));
  }

  /** What happens while a stream is still catching up comes as changes, not as an event. */
  private void untilLive(Stream stream) {
    Await.until(
        "live",
        () -> {
          api.say(room, "are you there?");
          return stream.text().contains("event: message.created");
        });
  }

  @Test
  void aLastEventIdOrSinceResumes() {
    api.say(room, "one");
    api.say(room, "two");
    for (Stream stream :
        List.of(stream("", alice.access(), "1"), stream("?since=1", alice.access(), ""))) {
      stream.until("id: 2\nevent: changes\n").until("\"from\":1,\"to\":2");
      assertThat(stream.text()).doesNotContain("one").contains("two");
    }
  }

  @Test
  void aNumberAheadOfTheRoomOrOfAnotherEpochIsReset() {
    api.say(room, "one");
    String reset =
        "id: 1\nevent: reset\ndata: {\"type\":\"reset\",\"room\":" + room + ",\"seq\":1}\n\n";
    List<Stream> streams =
        List.of(
            stream("", alice.access(), "7"), stream("?since=1&epoch=another", alice.access(), ""));
    streams.forEach(stream -> stream.until(reset));
    api.say(room, "next");
    for (Stream stream : streams) {
      stream.until("\"content\":\"next\"").until("id: 2\n");
      assertThat(stream.text()).doesNotContain("\"content\":\"one\"");
    }
  }

  @Test
  void aQuietStreamHasComments() {
    Stream stream = stream("", alice.access(), "");
    stream.until(":\n\n:\n\n");
  }

  @Test
  void itEndsWithTheToken() {
    Stream stream = stream("", TestServer.access(alice, Duration.ofSeconds(2)), "");
    stream.until(":\n\n");
    Await.until("the end", stream.ended::get);
    assertThat(stream.text()).doesNotContain("expiring");
  }

  @Test
  void outsidersFindNothingAndOtherTypesAreRefused() {
    String path = "/api/chat/rooms/%d/events/".formatted(room);
    Api outsider = people.get(1).api();
    Reply outside = outsider.send(outsider.request(path).header("Accept", "text/event-stream"));
    assertThat(outside.status()).isEqualTo(404);
    assertThat(outside.json()).isEqualTo(new JsonObject().put("detail", "Not found."));
    assertThat(api.send(api.request(path).header("Accept", "application/json")).status())
        .isEqualTo(406);
    assertThat(SERVER.api().get(path).status()).isEqualTo(401);
  }

  @Test
  void whoReadsTooSlowlyIsCutOff() {
    Stream stream = stream("", alice.access(), "");
    stream.response.pause();
    RawSocket writer = SOCKETS.logIn(alice);
    for (int i = 0; i < 1_500; i++) {
      String key = "k" + i;
      writer.say("send", "room", room, "content", "x".repeat(9_000), "key", key);
      if (i % 10 == 9) {
        writer.next("ack", ack -> ack.getString("key").equals(key));
      }
    }
    stream.response.resume();
    Await.until("the end", stream.ended::get);
    assertThat(stream.text()).doesNotContain("id: 1500\n");
  }

  private Stream stream(String query, String token, String lastEventId) {
    return Await.result(
        SOCKETS
            .http()
            .request(
                HttpMethod.GET,
                SERVER.port(),
                "127.0.0.1",
                "/api/chat/rooms/%d/events/%s".formatted(room, query))
            .compose(request -> {
              request.putHeader("Accept", "text/event-stream");
              request.putHeader("Authorization", "Bearer " + token);
              if (!lastEventId.isEmpty()) {
                request.putHeader("Last-Event-ID", lastEventId);
              }
              return request.send();
            })
            .map(response -> {
              assertThat(response.statusCode()).isEqualTo(200);
              return new Stream(response);
            }));
  }
}
