package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the README tells to type does what it says. */
final class ReadmeTest {
  private static final Pattern SESSION =
      Pattern.compile("## A first conversation\\s+```sh\\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @Test
  void theFirstConversationWorksAsPrinted() throws Exception {
    Matcher session = SESSION.matcher(Files.readString(Path.of("../README.md")));
    assertThat(session.find()).isTrue();
    String commands = session.group(1).replace("http://127.0.0.1:8080", SERVER.uri().toString());
    Process shell =
        new ProcessBuilder("sh", "-eu", "-c", commands).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("\"username\":\"ada\"", "\"username\":\"grace\"")
        .contains("{\"next\":null,\"previous\":null,\"results\":[{\"id\":")
        .contains("\"content\":\"Hey there!\"");
  }
}
