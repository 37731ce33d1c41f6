package chat.parley.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What pgbench runs is what the server runs. */
class StatementsTest {
  private static final Path STORE =
      Path.of("../server/src/main/java/chat/parley/messages/MessageStore.java");

  @Test
  void thePageStatementIsTheServers() throws IOException {
    String expected =
        Statements.read("page.sql")
            .replace(":room", "$1")
            .replace(":user", "$2")
            .replace("9223372036854775807", "$3")
            .replace("LIMIT 51", "LIMIT $4")
            .replace(";", "");
    assertThat(flat(Files.readString(STORE))).contains(flat(expected));
  }

  @Test
  void sendingCallsTheFunctionThatTheServerCalls() throws IOException {
    assertThat(Statements.read("send.sql")).startsWith("SELECT * FROM send_messages(");
    assertThat(Files.readString(STORE)).contains("SELECT * FROM send_messages(");
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
