package chat.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.TestPostgres;
import chat.parley.fixture.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Snapshot + events = fresh snapshot: whatever several clients do, however they come and go, in the end
 * each has what a fresh read of the API gives, and has seen each number of each room once, in order.
 */
@Order(0)
final class HistoriesTest {
  /** Fewer on Citus, where each message is a commit on two servers. */
  private static final int RUNS =
      Integer.getInteger("parley.histories", TestPostgres.isOnCitus() ? 50 : 200);

  private static final int STEPS = 500;
  private static final int AT_ONCE = 8;
  private static final long SEED = Long.getLong("parley.seed", new Random().nextLong());

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @Test
  void eventsOnTopOfASnapshotGiveTheFreshSnapshot() throws Exception {
    Vertx vertx = Vertx.vertx();
    WebSocketClient sockets = vertx.createWebSocketClient();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<List<String>>> histories =
          LongStream.range(SEED, SEED + RUNS)
              .<Callable<List<String>>>mapToObj(
                  seed -> () -> new History(SERVER, vertx, sockets, seed).play(STEPS))
              .toList();
      List<Future<List<String>>> played = threads.invokeAll(histories);
      for (int run = 0; run < RUNS; run++) {
        assertThat(played.get(run).get()).as("run %d of -Dparley.seed=%d", run, SEED).isEmpty();
      }
    } finally {
      vertx.close().await();
    }
  }
}
