package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.RunnableJar;
import chat.parley.fixture.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java -jar parley.jar}, and what it becomes. */
@EnabledOnOs(OS.LINUX)
@Order(0)
class LauncherTest {
  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static RunnableJar jar;
  private static Program parley;

  @BeforeAll
  static void pack() throws IOException {
    jar = RunnableJar.in(directory);
    parley = Program.on(directory.resolve("data"));
  }

  @Test
  void aServerRunsWithOurSettingsInTheProcessThatWasStarted() {
    try (ServerProcess server = parley.serve(jar.command())) {
      assertThat(server.commandLine())
          .contains("-XX:+UseSerialGC")
          .doesNotContain("AOTCache")
          .endsWith("-jar " + jar.path() + " serve");
      assertThat(server.api().get("/health/ready").status()).isEqualTo(200);
      assertThat(server.terminate()).isZero();
      assertThat(server.output()).isEqualTo("Parley is ready at %s\n".formatted(server.uri()));
      assertThat(server.errors()).isEmpty();
    }
  }

  @Test
  void itRunsAsItWasStartedWhereThatIsAskedFor() {
    try (ServerProcess server = parley.with("PARLEY_LAUNCHER", "off").serve(jar.command())) {
      assertThat(server.commandLine()).endsWith("java -jar " + jar.path() + " serve");
    }
  }

  @Test
  void anotherCollectorIsTheOperatorsChoice() {
    try (ServerProcess server = parley.serve(jar.command("-XX:+UseParallelGC"))) {
      assertThat(server.commandLine())
          .contains("-XX:+UseParallelGC", "parley.launched")
          .doesNotContain("SerialGC");
      assertThat(server.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no cache at all, and too short for one"})
  void aCacheThatDoesNotFitIsPassedOverInSilence(String content) throws IOException {
    Ended name = parley.run(jar.commandOf("chat.parley.launch.ClassCache"), jar.path().toString());
    Path cache = Path.of(name.output().strip());
    assertThat(cache.getParent()).isEqualTo(directory);
    Files.writeString(cache, content);
    try (ServerProcess server = parley.serve(jar.command())) {
      assertThat(server.commandLine()).contains("-XX:AOTCache=" + cache);
      assertThat(server.terminate()).isZero();
      assertThat(server.errors()).isEmpty();
    } finally {
      Files.delete(cache);
    }
  }

  @Test
  void theCacheOfAnotherJarOfTheSameNameIsNotTaken() throws IOException {
    Path cache = directory.resolve("parley-0.aot");
    Files.writeString(cache, "made for the jar that was here before");
    try (ServerProcess server = parley.serve(jar.command())) {
      assertThat(server.commandLine()).doesNotContain("AOTCache");
    } finally {
      Files.delete(cache);
    }
  }

  @Test
  void aWrongSettingIsToldAsEver() {
    Ended refused = parley.with("PARLEY_PORT", "80a").run(jar.command(), "serve");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).matches("parley: PARLEY_PORT is \"80a\": wanted .*\\R");
  }
}
