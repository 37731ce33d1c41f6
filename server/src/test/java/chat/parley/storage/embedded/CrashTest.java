package chat.parley.storage.embedded;

import static chat.parley.storage.embedded.Sandbox.ask;
import static chat.parley.storage.embedded.Sandbox.eventually;
import static chat.parley.storage.embedded.Sandbox.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrashTest {
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
  void aKilledServerComesBackByItselfWithAllThatWasCommitted() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "create table killed (number int)");
      for (int round = 1; round <= 3; round++) {
        execute(postgres, "insert into killed values (" + round + ")");
        long killed = Sandbox.postmaster(sandbox.data());
        kill(killed);
        assertThat(eventually(() -> ask(postgres, "select count(*) from killed")))
            .isEqualTo(Integer.toString(round));
        assertThat(Sandbox.postmaster(sandbox.data())).isNotEqualTo(killed);
      }
    }
  }

  @Test
  void aKilledServerRollsBackWhatASessionHadNotCommitted() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table uncommitted (number int)");
      }
      kill(Sandbox.postmaster(sandbox.data()));
      assertThat(eventually(() -> ask(postgres, "select to_regclass('uncommitted') is null")))
          .isEqualTo("t");
      connection.abort(Runnable::run);
    }
  }

  @Test
  void aServerThatDiesWhileItIsBeingClosedStaysDown() throws Exception {
    EmbeddedPostgres postgres = start();
    long killed = Sandbox.postmaster(sandbox.data());
    kill(killed);
    postgres.close();
    assertThat(Sandbox.postmaster(sandbox.data())).isEqualTo(killed);
    start().close();
  }

  @Test
  void aPidFileThatNamesAnotherProgramIsRemoved() throws Exception {
    start().close();
    Path pidFile = sandbox.data().resolve("db/postmaster.pid");
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(pidFile, stranger.pid() + "\n" + sandbox.data().resolve("db") + "\n");
      try (EmbeddedPostgres postgres = start()) {
        assertThat(ask(postgres, "select 1")).isEqualTo("1");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aPidFileThatNamesAZombieIsRemoved() throws Exception {
    start().close();
    Path pidFile = sandbox.data().resolve("db/postmaster.pid");
    // The child outlives the shell, which becomes a program that never asks for it.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 1 & echo $!; exec sleep 60").start();
    try (var output = parent.inputReader()) {
      long zombie = Long.parseLong(output.readLine());
      eventually(() -> {
        assertThat(Files.readString(Path.of("/proc/" + zombie + "/stat"))).contains(") Z ");
        return zombie;
      });
      Files.writeString(pidFile, zombie + "\n" + sandbox.data().resolve("db") + "\n");
      try (EmbeddedPostgres postgres = start()) {
        assertThat(ask(postgres, "select 1")).isEqualTo("1");
      }
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aPidFileThatWasNeverWrittenInFullIsRemoved() throws Exception {
    start().close();
    Files.writeString(sandbox.data().resolve("db/postmaster.pid"), "");
    start().close();
  }

  @Test
  void aKilledProcessLosesNothingThatWasAcknowledgedAndNeedsNoHandToStartAgain() throws Exception {
    int acknowledged = 0;
    for (int round = 0; round < 2; round++) {
      Process writer = WriterProcess.start(sandbox.data());
      try (var output = writer.inputReader()) {
        acknowledged += WriterProcess.awaitAcknowledged(output, 200);
        // Process.destroyForcibly would close the output before it is read to its end.
        writer.toHandle().destroyForcibly();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          acknowledged += line.startsWith("acknowledged ") ? 1 : 0;
        }
      }
    }
    try (EmbeddedPostgres postgres = start()) {
      int found = Integer.parseInt(ask(postgres, "select count(*) from written"));
      // Each of the two may have committed one more than it came to print.
      assertThat(found).isBetween(acknowledged, acknowledged + 2);
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }
}
