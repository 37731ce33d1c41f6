package chat.parley.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefusedStartTest {
  private static Sandbox sandbox;

  @BeforeAll
  static void open() throws Exception {
    sandbox = Sandbox.create();
  }

  @AfterAll
  static void close() throws Exception {
    sandbox.close();
  }

  private AbstractThrowableAssert<?, ?> assertRefused(Path data, EmbeddedOptions options) {
    return assertThatThrownBy(() -> EmbeddedPostgres.start(data, options))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aPlatformWithoutBinariesIsNamedTogetherWithTheWayOut() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "there is no embedded PostgreSQL for Windows 11 on amd64: set PARLEY_DATABASE_URL to a"
                + " PostgreSQL server of your own");
    assertThatThrownBy(() -> Platform.of("Linux", "riscv64")).hasMessageContaining("riscv64");
  }

  @Test
  void aProcessorHasOnePlatformWhateverJavaCallsIt() throws Exception {
    assertThat(Platform.of("Linux", "amd64").name()).isEqualTo("linux-amd64");
    assertThat(Platform.of("Linux", "x86_64").name()).isEqualTo("linux-amd64");
  }

  @Test
  void aDataDirectoryThatThisProcessUsesAlreadyIsRefusedAndStaysLockedToOthers() throws Exception {
    EmbeddedOptions options = EmbeddedOptions.defaults();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(sandbox.data(), options)) {
      assertRefused(sandbox.data(), options)
          .hasMessageContaining(sandbox.data() + " is in use by this process");
      Process other = WriterProcess.start(sandbox.data());
      try (var output = other.inputReader()) {
        assertThat(WriterProcess.awaitAcknowledged(output, 1)).isZero();
      }
      assertThat(other.waitFor()).isNotZero();
      assertThat(Sandbox.ask(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aPathThatInitdbWouldHaveTheShellReadIsNamed() {
    assertRefused(sandbox.elsewhere().resolve("a$b"), EmbeddedOptions.defaults())
        .hasMessageContaining("must not have any of")
        .hasMessageEndingWith("/a$b");
  }

  @Test
  void aPathThatPostgresMayNotPassIsNamed() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root changes the user");
    Path closed = Files.createDirectory(sandbox.elsewhere().resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    assertRefused(closed.resolve("data"), EmbeddedOptions.defaults())
        .hasMessageContaining("who may not pass " + closed + ": chmod o+x");
  }

  @Test
  void aSettingThatPostgresDoesNotKnowIsToldInItsOwnWords() {
    assertRefused(
            sandbox.data(), EmbeddedOptions.defaults().withSettings(Map.of("no_such_thing", "1")))
        .hasMessageContaining("did not start")
        .hasMessageContaining("unrecognized configuration parameter \"no_such_thing\"");
  }

  @Test
  void aDatabaseOfAnotherVersionIsLeftAlone() throws Exception {
    EmbeddedPostgres.start(sandbox.data(), EmbeddedOptions.defaults()).close();
    Path version = sandbox.data().resolve("db/PG_VERSION");
    Files.writeString(version, "17\n");
    assertRefused(sandbox.data(), EmbeddedOptions.defaults())
        .hasMessageContaining("was made by PostgreSQL 17");
    Files.writeString(version, "18\n");
    EmbeddedPostgres.start(sandbox.data(), EmbeddedOptions.defaults()).close();
  }
}
