package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cluster.LocalBus;
import chat.parley.storage.Address;
import chat.parley.storage.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How event loops find together who write. */
class WritersTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void eachEventLoopGoesOnOnItsOwnThreadWhenAllHaveJoined() {
    Writers writers = new Writers(2);
    Future<Boolean> first = joined(writers, eventLoop());
    assertThat(first.isComplete()).isFalse();
    Future<Boolean> second = joined(writers, eventLoop());
    assertThat(List.of(first.await(), second.await())).containsOnly(true);
  }

  /** Whether an event loop that has joined is told on its own thread that all have. */
  private Future<Boolean> joined(Writers writers, Context loop) {
    Promise<Future<Boolean>> told = Promise.promise();
    loop.runOnContext(go -> {
      Thread thread = Thread.currentThread();
      Address nowhere = new Address(List.of(new PgConnectOptions()));
      BatchStore store = new BatchStore(new Database(vertx, nowhere));
      writers.join(new BatchWriter(store, new LocalBus(), MessageCounts.zero()));
      told.complete(writers.complete().map(all -> thread.equals(Thread.currentThread())));
    });
    return told.future().await();
  }

  private Context eventLoop() {
    return ((VertxInternal) vertx).createEventLoopContext();
  }
}
