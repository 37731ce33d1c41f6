package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.ServerProcess;
import chat.parley.storage.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9, again and again, under clients that write without a pause. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
@Order(0)
class CrashTest {
  private static final int KILLS = 20;
  private static final int CLIENTS = 4;
  private static final int WRITES_BEFORE_A_KILL = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir(factory = PassableDirectory.class)
  private Path directory;

  private record Stored(long id, long seq, String content) {}

  @Test
  void whatWasAcknowledgedIsThereOnceAndInOrderAfterTwentyKills() throws Exception {
    Program parley = Program.on(directory.resolve("data"));
    ServerProcess server = parley.serve();
    Api.Person person = server.api().newPerson("writer");
    URI first = server.uri();
    long room = person.api().newRoom("crashes");
    List<CrashWriter> writers =
        Stream.iterate(1, number -> number + 1)
            .limit(CLIENTS)
            .map(number -> new CrashWriter(number, number % 2 == 0, room, person.access(), first))
            .toList();
    writers.forEach(CrashWriter::start);
    for (int kill = 0; kill < KILLS; kill++) {
      awaitWrites(writers, server);
      server.close();
      server = parley.serve();
    }
    awaitWrites(writers, server);
    for (CrashWriter writer : writers) {
      writer.stop();
    }

    List<Stored> stored = stored(room);
    assertThat(server.terminate()).isZero();
    server.close();
    assertThat(stored)
        .extracting(Stored::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
    assertThat(stored).extracting(Stored::content).doesNotHaveDuplicates();
    for (CrashWriter writer : writers) {
      writer.check(
          stored.stream()
              .filter(message -> message.content().startsWith(writer.name()))
              .map(message -> new CrashWriter.Sent(message.id(), message.content()))
              .toList(),
          KILLS);
    }
  }

  /** Gives every writer the new address, and returns when each has got something written there. */
  private static void awaitWrites(List<CrashWriter> writers, ServerProcess server) {
    List<Integer> before = new ArrayList<>();
    for (CrashWriter writer : writers) {
      before.add(writer.acknowledged());
      writer.goTo(server.uri());
    }
    Await.until(
        PATIENCE,
        () -> {
          for (int i = 0; i < writers.size(); i++) {
            if (writers.get(i).acknowledged() < before.get(i) + WRITES_BEFORE_A_KILL) {
              return false;
            }
          }
          return true;
        });
  }

  /** All that the room has, in the order of ids; its counter is the last message's number. */
  private List<Stored> stored(long room) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.attach(directory.resolve("data"));
        Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT m.id, m.seq, m.content, r.seq AS room_seq
                  FROM rooms r JOIN messages m ON m.room_id = r.id
                 WHERE r.id = %d
                 ORDER BY m.id
                """
                    .formatted(room))) {
      List<Stored> stored = new ArrayList<>();
      long counter = 0;
      while (rows.next()) {
        stored.add(new Stored(rows.getLong("id"), rows.getLong("seq"), rows.getString("content")));
        counter = rows.getLong("room_seq");
      }
      assertThat(stored).last().extracting(Stored::seq).isEqualTo(counter);
      return stored;
    }
  }
}
