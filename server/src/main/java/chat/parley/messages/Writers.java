package chat.parley.messages;

import chat.parley.rooms.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which event loop of this process writes into which rooms. A room has one writer, so that no batch waits for
 * the lock of a room that another batch of the same process holds, to the end of its commit.
 */
public final class Writers {
  private final AtomicReferenceArray<@Nullable BatchWriter> all;
  private final AtomicInteger joined = new AtomicInteger();
  private final Promise<Void> complete = Promise.promise();

  /**
   * @param count how many event loops there are, each of which joins
   */
  public Writers(int count) {
    this.all = new AtomicReferenceArray<>(count);
  }

  /**
   * Completes when all have joined, before which nothing may be sent: on the event loop that asks, not on the
   * one that joins last.
   */
  public Future<Void> complete() {
    Promise<Void> here = ContextInternal.current().promise();
    complete.future().onComplete(here);
    return here.future();
  }

  void join(BatchWriter writer) {
    int place = joined.getAndIncrement();
    all.set(place, writer);
    if (place == all.length() - 1) {
      complete.complete();
    }
  }

  BatchWriter of(RoomId room) {
    BatchWriter writer = all.get(Math.floorMod(room.value(), all.length()));
    if (writer == null) {
      throw new IllegalStateException("not all event loops have joined");
    }
    return writer;
  }
}
