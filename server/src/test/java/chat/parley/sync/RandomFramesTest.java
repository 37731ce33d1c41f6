package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Says 10,000 random things on sockets. {@code -Dparley.seed=N} repeats a run that failed. */
final class RandomFramesTest {
  private static final int FRAMES = 10_000;
  private static final int AT_ONCE = 50;
  private static final Set<Integer> REFUSALS = Set.of(4400, 4401, 4413);
  private static final List<String> TYPES =
      List.of("auth", "send", "read", "typing", "presence", "ping", "ready", "ack", "");
  private static final List<String> NAMES =
      List.of("room", "content", "key", "message", "users", "token", "epoch", "rooms", "type");

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  private final long seed = Long.getLong("parley.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Person person = SERVER.people(1).getFirst();
  private final long room = person.api().newRoom("a room");

  @Test
  void nothingThatIsSaidMakesTheServerFailOrGoSilent() {
    RawSocket socket = SOCKETS.logIn(person);
    for (int said = 0; said < FRAMES; said += AT_ONCE) {
      for (int i = 0; i < AT_ONCE; i++) {
        socket.socket().writeTextMessage(text());
      }
      RawSocket present = socket;
      present.socket().writeTextMessage("{\"type\":\"ping\"}");
      Await.until("an answer, seed " + seed, () -> present.isClosed() || present.has("pong"));
      if (present.isClosed()) {
        assertThat(present.closeCode()).as("seed %d", seed).isIn(REFUSALS);
        socket = SOCKETS.logIn(person);
      } else {
        assertThat(present.frames())
            .as("seed %d", seed)
            .noneMatch(frame -> frame.getInteger("status", 0) >= 500);
        present.frames().clear();
      }
    }
    socket.close();
    long before = person.api().say(room, "still there");
    assertThat(SOCKETS.logIn(person).frames()).isNotEmpty();
    assertThat(before).isPositive();
    assertThat(SERVER.api().get("/health/ready").status()).isEqualTo(200);
  }

  /** Mostly frames, so that most sockets live for a while. */
  private String text() {
    int kind = random.nextInt(400);
    if (kind == 0) {
      return garbage(random.nextInt(200));
    }
    JsonObject frame = new JsonObject().put("type", TYPES.get(random.nextInt(TYPES.size())));
    for (int i = random.nextInt(5); i > 0; i--) {
      frame.put(NAMES.get(random.nextInt(NAMES.size() - 1)), value(3));
    }
    String text = frame.encode();
    return kind == 1 ? text.substring(random.nextInt(text.length())) : text;
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 11 : 9)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> random.nextDouble() * 1e300;
      case 4 -> -random.nextInt(3);
      case 5 -> "";
      case 6, 7 -> room;
      case 8 -> garbage(random.nextInt(300));
      case 9 -> new JsonArray().add(value(depth - 1)).add(value(depth - 1));
      default ->
          new JsonObject()
              .put(
                  Long.toString(random.nextInt(3) == 0 ? room : random.nextLong()),
                  value(depth - 1));
    };
  }

  private String garbage(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          random.nextInt(8) == 0 ? random.nextInt(0xd800) : ' ' + random.nextInt(95));
    }
    return text.toString();
  }
}
