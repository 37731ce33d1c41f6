package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.Reply;
import chat.parley.fixture.ServerProcess;
import chat.parley.fixture.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More connections than a process may have open files. */
final class OpenFilesTest {
  private static final int OPEN_FILES = 256;
  private static final byte[] ASK =
      "GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir(factory = PassableDirectory.class)
  private Path directory;

  @Test
  void thoseTooManyAreRefusedTheOthersLiveOnAndPlacesAreFreeAgain() throws IOException {
    List<Wire> crowd = new ArrayList<>();
    try (ServerProcess server =
            Program.on(directory.resolve("data")).serveWithOpenFiles(OPEN_FILES);
        Wire first = Wire.open(server.uri().getPort())) {
      assertThat(first.ask("GET", ASK).status()).isEqualTo(200);
      for (int i = 0; i < 2 * OPEN_FILES; i++) {
        crowd.add(Wire.open(server.uri().getPort()));
      }
      Reply refusal = crowd.getLast().read("GET");
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.header("Retry-After")).isPresent();
      assertThat(refusal.json().getString("detail")).startsWith("Too many connections");
      assertThat(crowd.getFirst().ask("GET", ASK).status()).isEqualTo(200);
      assertThat(first.ask("GET", ASK).status()).isEqualTo(200);

      for (Wire wire : crowd) {
        wire.close();
      }
      Await.until("a place", () -> isServed(server));
      Api.Person person = server.api().newPerson("latecomer");
      assertThat(person.api().say(person.api().newRoom("a room"), "in")).isPositive();
      assertThat(first.ask("GET", ASK).status()).isEqualTo(200);
    }
  }

  private static boolean isServed(ServerProcess server) {
    try (Wire wire = Wire.open(server.uri().getPort())) {
      return wire.ask("GET", ASK).status() == 200;
    } catch (IOException refused) {
      return false;
    }
  }
}
