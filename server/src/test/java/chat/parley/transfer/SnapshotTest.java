package chat.parley.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.TestServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SnapshotTest {
  private static final int ROOMS = 4;

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @Test
  void whatIsExportedWhilePeopleWriteIsOneMomentWithoutHoles() throws Exception {
    Api.Person person = SERVER.people(1).getFirst();
    List<Long> rooms =
        IntStream.range(0, ROOMS).mapToObj(n -> person.api().newRoom("room " + n)).toList();
    AtomicInteger sent = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    List<Thread> writers =
        rooms.stream()
            .map(room ->
                Thread.ofVirtual()
                    .start(() -> {
                      while (!enough.get()) {
                        person.api().say(room, "message " + sent.incrementAndGet());
                      }
                    }))
            .toList();
    Store from = Store.at(SERVER.databaseUrl());
    for (int round = 1; round <= 5; round++) {
      int many = round * 40;
      Await.until("people write", () -> sent.get() > many);
      Store to = Store.empty();
      to.imports(from.exported());
      assertThat(
              to.texts(
                  """
                  SELECT r.seq - count(m.*) || ' ' || r.seq - coalesce(max(m.seq), 0)
                    FROM rooms r LEFT JOIN messages m ON m.room_id = r.id
                   GROUP BY r.id\
                  """))
          .hasSize(ROOMS)
          .containsOnly("0 0");
    }
    enough.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
  }
}
