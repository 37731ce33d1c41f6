package chat.parley.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.Reply;
import chat.parley.fixture.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parley seed}, run as operators run it. */
class SeedCommandTest {
  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static Program parley;

  @BeforeAll
  static void choose() {
    parley = Program.on(directory.resolve("data"));
  }

  @Test
  void aSeededDatabaseIsServedAsAnyOther() {
    String[] seed = {
      "seed",
      "--users",
      "20",
      "--rooms",
      "20",
      "--members",
      "4",
      "--messages",
      "2000",
      "--deep-room",
      "300"
    };
    Ended seeded = parley.run("", seed);
    assertThat(seeded.errors()).isEmpty();
    assertThat(seeded.output())
        .matches(
            "Added 20 users with the password parley-demo, 21 rooms, 2,300 messages in \\S+ s\\.\n");
    assertThat(seeded.exitCode()).isZero();

    try (ServerProcess server = parley.serve()) {
      JsonObject login = new JsonObject().put("username", "user1").put("password", "parley-demo");
      Reply token = server.api().post("/api/token/", login);
      Api user = server.api().as(token.json().getString("access"));
      JsonObject rooms = user.get("/api/chat/rooms/").json();
      assertThat(rooms.getInteger("count")).isEqualTo(5);
      long room =
          rooms.getJsonArray("results").stream()
              .map(JsonObject.class::cast)
              .filter(each -> !each.getString("name").equals("Deep"))
              .findFirst()
              .orElseThrow()
              .getLong("id");
      Reply sent = user.post(Api.messages(room), new JsonObject().put("content", "one more"));
      JsonObject changes = user.get("/api/chat/rooms/%d/changes/?since=100".formatted(room)).json();
      assertThat(changes.getLong("to")).isEqualTo(101);
      assertThat(changes.getJsonArray("messages"))
          .singleElement()
          .extracting(message -> ((JsonObject) message).getLong("id"))
          .isEqualTo(sent.id());

      assertThat(parley.run("", seed))
          .isEqualTo(
              new Ended(
                  1,
                  "",
                  "parley: there are users called user1 to user20 already:"
                      + " seed a new database, or one without them\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--users,0,--users is 0: wanted at least 1",
    "--members,1001,'--members is 1001: wanted at most --users, 1000'",
    "--rooms,0,--messages is 1000000: wanted 0 without rooms",
  })
  void sizesThatCannotBeAreRefusedInOneLine(String option, String value, String refusal) {
    assertThat(parley.run("", "seed", option, value))
        .isEqualTo(new Ended(1, "", "parley: %s\n".formatted(refusal)));
  }
}
