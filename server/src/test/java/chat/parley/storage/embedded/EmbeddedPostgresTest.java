package chat.parley.storage.embedded;

import static chat.parley.storage.embedded.Sandbox.ask;
import static chat.parley.storage.embedded.Sandbox.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  private static Sandbox sandbox;

  @BeforeAll
  static void open() throws Exception {
    sandbox = Sandbox.create();
  }

  @AfterAll
  static void close() throws Exception {
    sandbox.close();
  }

  private EmbeddedPostgres start() throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(sandbox.data(), EmbeddedOptions.defaults());
  }

  @Test
  void aSecondStartIsQuickAndKeepsWhatWasWritten() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "create table greeting (text text)", "insert into greeting values ('é')");
    }
    long begin = System.nanoTime();
    try (EmbeddedPostgres postgres = start()) {
      Duration start = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(start).isLessThan(Duration.ofSeconds(2));
      assertThat(ask(postgres, "select text from greeting")).isEqualTo("é");
    }
  }

  @Test
  void theDatabaseIsChecksummedUtf8WithoutASystemLocale() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
      assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
      assertThat(
              ask(
                  postgres,
                  "select datlocprovider::text || ' ' || datlocale from pg_database"
                      + " where datname = current_database()"))
          .isEqualTo("b C.UTF-8");
      assertThat(ask(postgres, "select lower('ÄÉ')")).isEqualTo("äé");
    }
  }

  @Test
  void nobodyButTheServersUserReachesTheSocket() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(Files.getPosixFilePermissions(postgres.socketDirectory()))
          .containsOnly(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE);
      assertThat(ask(postgres, "show listen_addresses")).isEmpty();
    }
  }

  @Test
  void whatGuardsAgainstLossCannotBeSwitchedOff() throws Exception {
    EmbeddedOptions careless =
        EmbeddedOptions.defaults().withSettings(Map.of("fsync", "off", "work_mem", "5MB"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(sandbox.data(), careless)) {
      execute(
          postgres,
          "alter system set fsync = off",
          "alter system set synchronous_commit = off",
          "alter system set full_page_writes = off",
          "select pg_reload_conf()");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(sandbox.data(), careless)) {
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "show work_mem")).isEqualTo("5MB");
    }
  }

  @Test
  void aPathThatIsTooLongForASocketIsNoHindranceNorAreSpacesAndCommas() throws Exception {
    Path data = sandbox.elsewhere().resolve("a 'long', é".repeat(12));
    Path socketDirectory;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, EmbeddedOptions.defaults())) {
      socketDirectory = postgres.socketDirectory();
      assertThat(socketDirectory.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(90);
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
      assertThat(ask(EmbeddedPostgres.attach(data), "select 1")).isEqualTo("1");
    }
    assertThat(socketDirectory).doesNotExist();
    Path moved = Files.move(data, sandbox.elsewhere().resolve("a, 'b' é"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(moved, EmbeddedOptions.defaults())) {
      assertThat(postgres.socketDirectory()).isEqualTo(moved.toRealPath().resolve("socket"));
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void programsThatAPowerCutHasEmptiedAreUnpackedAgain() throws Exception {
    start().close();
    Path program =
        FileTree.list(sandbox.data().resolve("postgres"), "*").getFirst().resolve("bin/postgres");
    Files.write(program, new byte[0]);
    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aLargeLogIsPutAsideAtTheNextStart() throws Exception {
    start().close();
    Path log = sandbox.data().resolve("postgres.log");
    Files.write(log, new byte[2_000_000]);
    start().close();
    assertThat(log).isNotEmptyFile().content().hasSizeLessThan(10_000);
    assertThat(sandbox.data().resolve("postgres.log.1")).hasSize(2_000_000);
  }

  @Test
  void whoAttachesToAServerLeavesItRunning() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThatThrownBy(this::start).isInstanceOf(DataDirectoryInUseException.class);
      EmbeddedPostgres attached = EmbeddedPostgres.attach(sandbox.data());
      assertThat(ask(attached, "select 1")).isEqualTo("1");
      attached.close();
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void closingTwiceIsClosingOnce() throws Exception {
    EmbeddedPostgres postgres = start();
    postgres.close();
    postgres.close();
    assertThatThrownBy(() -> ask(postgres, "select 1")).isInstanceOf(SQLException.class);
  }
}
