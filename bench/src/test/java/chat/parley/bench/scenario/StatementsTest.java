package chat.parley.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What pgbench runs is what the server runs. */
class StatementsTest {
  private static final Path SERVER = Path.of("../server/src/main");
  private static final Path MESSAGES = SERVER.resolve("java/chat/parley/messages");

  @Test
  void thePageStatementIsTheServers() throws IOException {
    String expected =
        Statements.read("page.sql")
            .replace(":room", "$1")
            .replace(":user", "$2")
            .replace("9223372036854775807", "$3")
            .replace("LIMIT 51", "LIMIT $4")
            .replace(";", "");
    assertThat(flat(Files.readString(MESSAGES.resolve("MessageStore.java"))))
        .contains(flat(expected));
  }

  @Test
  void sendingCallsTheFunctionByWhichTheServerSendsOnce() throws IOException {
    String sending = "SELECT * FROM send_messages(";
    assertThat(Statements.read("send.sql")).startsWith(sending);
    assertThat(Files.readString(MESSAGES.resolve("BatchStore.java")))
        .contains("SELECT * FROM send_once(");
    assertThat(Files.readString(SERVER.resolve("resources/db/migration/V42__send_once.sql")))
        .contains(sending);
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
