package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that sends numbered messages one after another, whatever happens to the server. A patient one
 * names each message by an idempotency key and sends it until it is acknowledged; an impatient one goes
 * on with the next and never knows about those that got no answer.
 */
final class CrashWriter {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** A message as the client knows it. */
  record Sent(long id, String content) {}

  private final String name;
  private final boolean patient;
  private final long room;
  private final String token;
  private final List<Sent> acknowledged = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::write);
  private volatile URI server;
  private volatile boolean stopping;
  private int begun;

  CrashWriter(int number, boolean patient, long room, String token, URI server) {
    this.name = "client %d: ".formatted(number);
    this.patient = patient;
    this.room = room;
    this.token = token;
    this.server = server;
  }

  /** What all its messages begin with. */
  String name() {
    return name;
  }

  void start() {
    thread.start();
  }

  /** From now on it writes to another address. */
  void goTo(URI address) {
    server = address;
  }

  /** How many of its messages have been acknowledged. */
  int acknowledged() {
    return acknowledged.size();
  }

  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  /** Holds what the server has stored of it against what it knows; a kill leaves one open at most. */
  void check(List<Sent> stored, int kills) {
    assertThat(acknowledged).isSortedAccordingTo(Comparator.comparingLong(Sent::id));
    if (patient) {
      assertThat(stored).isEqualTo(acknowledged).hasSize(begun);
    } else {
      assertThat(stored)
          .containsSubsequence(acknowledged)
          .hasSizeLessThanOrEqualTo(acknowledged.size() + kills);
    }
  }

  private void write() {
    while (!stopping) {
      begun++;
      String content = name + begun;
      boolean done = send(content);
      while (patient && !done) {
        done = send(content);
      }
    }
  }

  private boolean send(String content) {
    Api api = new Api(server).as(token);
    var request =
        api.request(Api.messages(room))
            .POST(BodyPublishers.ofString(new JsonObject().put("content", content).encode()));
    if (patient) {
      request.header("Idempotency-Key", content.replace(' ', '-'));
    }
    try {
      Reply reply = api.send(request);
      if (reply.status() == 201) {
        acknowledged.add(new Sent(reply.id(), content));
        return true;
      }
      assertThat(reply.status()).isEqualTo(503);
    } catch (UncheckedIOException e) {
      // The server is away: it was killed, or is about to start.
    }
    LockSupport.parkNanos(PAUSE.toNanos());
    return false;
  }
}
