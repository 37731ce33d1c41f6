package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The database's clock jumps back an hour: all that it has stored is an hour in the future. */
final class ClockJumpTest {
  private static final int SENDS = 100;

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private final Person person = SERVER.people(1).getFirst();
  private final Api api = person.api();
  private final long room = api.newRoom("a room");

  private static void jumpBack() throws SQLException {
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement()) {
      // There is one message, of just now. Citus adds nothing to a column here.
      statement.execute("UPDATE messages SET created_at = now() + interval '1 hour'");
      statement.execute("UPDATE rooms SET message_at = now() + interval '1 hour'");
    }
  }

  @Test
  void theTimesOfARoomsMessagesNeverGoBack() throws SQLException {
    api.say(room, "before");
    jumpBack();
    api.say(room, "alone");
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDS; i++) {
        String content = "together " + i;
        senders.execute(() -> api.say(room, content));
      }
    }
    List<Instant> times = new ArrayList<>();
    String next = Api.messages(room) + "?page_size=50";
    while (next != null) {
      JsonObject page = api.get(next).json();
      JsonArray messages = page.getJsonArray("results");
      for (int i = 0; i < messages.size(); i++) {
        times.add(Instant.parse(messages.getJsonObject(i).getString("timestamp")));
      }
      next = page.getString("next");
      next = next == null ? null : next.substring(next.indexOf("/api/"));
    }
    assertThat(times).hasSize(SENDS + 2).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(times.getLast()).isAfter(Instant.now());
  }
}
