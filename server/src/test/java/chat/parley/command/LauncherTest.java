package chat.parley.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.RunnableJar;
import chat.parley.fixture.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** The options of each virtual machine that a command has gone through, the first one's first. */
  private static List<String> machines(Program program, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-XX:+PrintCommandLineFlags");
    Ended ended = program.run(jar.command(all.toArray(String[]::new)), "", "--version");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.errors()).isEmpty();
    return ended.output().lines().filter(line -> line.startsWith("-XX:")).toList();
  }

  @Test
  void aServerRunsWithOurSettingsInTheProcessThatWasStarted() {
    try (ServerProcess server = parley.serve(jar.command())) {
      assertThat(server.commandLine())
          .contains("-XX:+UseSerialGC")
          .doesNotContain("AOTCache")
          .endsWith("-jar " + jar.path() + " serve");
      assertThat(server.api().get("/health/ready").status()).isEqualTo(200);
      Ended added = parley.run(jar.command(), Api.PASSWORD + "\n", "user", "add", "ada");
      assertThat(added.output()).startsWith("Added ada with id");
      assertThat(added.errors()).isEmpty();
      assertThat(server.terminate()).isZero();
      assertThat(server.output()).isEqualTo("Parley is ready at %s\n".formatted(server.uri()));
      assertThat(server.errors()).isEmpty();
    }
  }

  @Test
  void itRunsAsItWasStartedWhereThatIsAskedFor() {
    assertThat(machines(parley.with("PARLEY_LAUNCHER", "off"))).hasSize(1);
  }

  @Test
  void anotherCollectorIsTheOperatorsChoice() {
    List<String> machines = machines(parley, "-XX:+UseParallelGC");
    assertThat(machines).hasSize(2);
    assertThat(machines.getLast())
        .contains("-XX:+UseParallelGC", "MaxRAMPercentage")
        .doesNotContain("SerialGC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no cache at all, and too short for one"})
  void aCacheThatDoesNotFitIsPassedOverInSilence(String content) throws IOException {
    Ended name =
        parley.run(jar.commandOf("chat.parley.launch.ClassCache"), "", jar.path().toString());
    Path cache = Path.of(name.output().strip());
    assertThat(cache.getParent()).isEqualTo(directory);
    Files.writeString(cache, content);
    try {
      assertThat(machines(parley).getLast()).contains("-XX:AOTCache=" + cache);
    } finally {
      Files.delete(cache);
    }
  }

  @Test
  void theCacheOfAnotherJarOfTheSameNameIsNotTaken() throws IOException {
    Path cache = directory.resolve("parley-0.aot");
    Files.writeString(cache, "made for the jar that was here before");
    try {
      assertThat(machines(parley).getLast()).doesNotContain("AOTCache");
    } finally {
      Files.delete(cache);
    }
  }

  @Test
  void aWrongSettingIsToldAsEver() {
    Ended refused = parley.with("PARLEY_PORT", "80a").run(jar.command(), "", "serve");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).matches("parley: PARLEY_PORT is \"80a\": wanted .*\\R");
  }
}
