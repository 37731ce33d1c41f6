package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Pauses;
import chat.parley.fixture.Api;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/** Reads one room as an event stream, and comes back with {@code Last-Event-ID} whenever it ends. */
final class Follower implements Runnable {
  private static final Duration HEAD = Duration.ofSeconds(10);
  private static final int LEAST_EVENTS = 20;
  private static final int MOST_EVENTS = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Api.Person person;
  private final long room;
  private final URI address;
  private final Device device;
  private final Random random;
  private final Refusals refusals;
  private String last = "0";

  Follower(
      int port, Api.Person person, long room, Device device, Random random, Refusals refusals) {
    this.address =
        URI.create("http://127.0.0.1:%d/api/chat/rooms/%d/events/".formatted(port, room));
    this.person = person;
    this.room = room;
    this.device = device;
    this.random = random;
    this.refusals = refusals;
    device.holdFromStart(room);
  }

  Api.Person person() {
    return person;
  }

  long room() {
    return room;
  }

  /** What came, held as a client of a socket holds it. */
  Device device() {
    return device;
  }

  /** Ends with the thread. */
  @Override
  public void run() {
    do {
      try {
        follow();
      } catch (IOException e) {
        refusals.add("a stream: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    } while (Pauses.taken(Duration.ofMillis(100 + random.nextInt(1_900))));
  }

  private void follow() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(HEAD)
            .header("Authorization", "Bearer " + person.access())
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", last)
            .build();
    HttpResponse<InputStream> stream = http.send(request, BodyHandlers.ofInputStream());
    if (stream.statusCode() != 200) {
      stream.body().close();
      refusals.add("a stream: %d".formatted(stream.statusCode()));
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      read(lines);
    } catch (IOException e) {
      // The stream has ended, in whichever way.
    }
  }

  /** Goes away by itself after a while, as people do. */
  private void read(BufferedReader lines) throws IOException {
    int events = LEAST_EVENTS + random.nextInt(MOST_EVENTS - LEAST_EVENTS);
    String id = last;
    String data = "";
    for (String line = lines.readLine(); line != null && events > 0; line = lines.readLine()) {
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("data:")) {
        data = line.substring(5).strip();
      } else if (line.isEmpty() && !data.isEmpty()) {
        device.received(new JsonObject(data));
        last = id;
        data = "";
        events--;
      }
    }
  }
}
