package chat.parley.erasure;

import chat.parley.storage.Database;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One look through all rooms, which deletes what is past its time on the way. */
final class Round {
  private final AgedStore aged;
  private final Lease lease;
  private final Supplier<Database> opening;
  private final LongAdder deleted;
  private final Queue<AgedStore.Due> due = new ArrayDeque<>();
  private @Nullable Database writing;
  private long looked;
  private long count;

  /**
   * @param opening connections to write by, on which nothing else waits; opened if there is something to delete
   */
  Round(AgedStore aged, Lease lease, Supplier<Database> opening, LongAdder deleted) {
    this.aged = aged;
    this.lease = lease;
    this.opening = opening;
    this.deleted = deleted;
  }

  /** A small piece of it; whether there is more. */
  Future<Boolean> step() {
    AgedStore.Due first = due.peek();
    return first == null ? look() : shorten(first);
  }

  /** How many messages it has deleted. */
  long count() {
    return count;
  }

  Future<Void> close() {
    Database open = writing;
    return open == null ? Future.succeededFuture() : open.close();
  }

  private Future<Boolean> look() {
    return aged.window(looked)
        .compose(end ->
            end.isEmpty()
                ? Future.succeededFuture(false)
                : aged.due(looked, end.get())
                    .map(found -> {
                      looked = end.get();
                      due.addAll(found);
                      return true;
                    }));
  }

  private Future<Boolean> shorten(AgedStore.Due room) {
    Database connections = connections();
    return lease
        .take(connections)
        .compose(ours ->
            ours
                ? aged.aged(room, Tombstones.MOST)
                    .compose(messages -> bury(connections, room, messages))
                : Future.succeededFuture(false));
  }

  private Future<Boolean> bury(Database connections, AgedStore.Due room, List<Long> messages) {
    if (messages.size() < Tombstones.MOST) {
      due.remove();
    }
    if (messages.isEmpty()) {
      return Future.succeededFuture(true);
    }
    return new Tombstones(connections)
        .bury(room.room(), messages, messages.getLast())
        .map(buried -> {
          count += buried;
          deleted.add(buried);
          return true;
        });
  }

  private Database connections() {
    Database open = writing;
    if (open == null) {
      open = opening.get();
      writing = open;
    }
    return open;
  }
}
