package chat.parley.messages;

import chat.parley.problem.ProblemException;
import chat.parley.realtime.Bus;
import chat.parley.rooms.RoomId;
import chat.parley.storage.DatabaseFailure;
import chat.parley.users.UserId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

/**
 * Writes what is sent into some of the rooms, in batches that form by themselves: what arrives while one batch
 * is on its way to the database is the next one. An idle server adds no delay, a busy one pays one commit for
 * many messages. A batch that fails as a whole is tried again message by message, so that one bad message, or
 * a room on a server that is away, harms no other. A batch whose answer is lost with the connection is asked
 * again under its number, and stored once: no message needs a key for that.
 *
 * <p>Belongs to one event loop, but for {@link #send}.
 */
final class BatchWriter {
  private static final int MOST_IN_BATCH = 256;
  private static final int MOST_COLLISIONS = 5;

  /**
   * A message, and who waits for what becomes of it.
   *
   * @param home the way back to whoever waits
   */
  record Waiting(NewMessage message, Promise<SendOutcome> outcome, Crossing home) {
    /** What the database knows a repeated message by; empty for one without a key. */
    Optional<Identity> identity() {
      return message.key().map(key -> new Identity(message.room(), message.sender(), key));
    }

    void complete(SendOutcome what) {
      home.run(() -> outcome.complete(what));
    }

    void fail(Throwable why) {
      home.run(() -> outcome.fail(why));
    }
  }

  record Identity(RoomId room, UserId sender, String key) {}

  private final BatchStore store;
  private final Bus bus;
  private final MessageCounts counts;
  private final Context loop = Objects.requireNonNull(Vertx.currentContext());
  private final Crossing here = new Crossing();
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private final UUID id = UUID.randomUUID();
  private long batches;
  private boolean busy;

  /** To be called on its event loop. */
  BatchWriter(BatchStore store, Bus bus, MessageCounts counts) {
    this.store = store;
    this.bus = bus;
    this.counts = counts;
  }

  /** Takes a message, from any event loop; what one event loop sends stays in order. */
  void send(Waiting waiting) {
    here.run(() -> {
      queue.add(waiting);
      if (!busy) {
        busy = true;
        writeSoon();
      }
    });
  }

  /** At the end of the event loop's turn, so that all that it reads in this one goes together. */
  private void writeSoon() {
    loop.runOnContext(turn -> writeNextBatch());
  }

  private void writeNextBatch() {
    List<Waiting> batch = nextBatch();
    busy = !batch.isEmpty();
    if (busy) {
      counts.batches().add(batch.size());
      write(batch).onComplete(done -> writeSoon());
    }
  }

  /** Ends before a message that repeats one of the same batch. */
  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    Set<Identity> present = new HashSet<>();
    Waiting next = queue.peek();
    while (next != null
        && batch.size() < MOST_IN_BATCH
        && next.identity().map(present::add).orElse(true)) {
      batch.add(queue.remove());
      next = queue.peek();
    }
    return batch;
  }

  private Future<Void> write(List<Waiting> waiting) {
    batches++;
    Batch batch = new Batch(id, batches, waiting.stream().map(Waiting::message).toList());
    return attempt(batch, 0)
        .transform(written ->
            written.succeeded()
                ? settle(waiting, written.result())
                : resolveFailure(waiting, written.cause()));
  }

  private Future<Void> settle(List<Waiting> batch, List<SendOutcome> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).complete(outcomes.get(i));
    }
    for (int i = 0; i < batch.size(); i++) {
      if (outcomes.get(i) instanceof SendOutcome.Sent(Message message, long seq)) {
        bus.publish(MessageFrames.created(message, seq, batch.get(i).message().key()));
      } else if (outcomes.get(i) instanceof SendOutcome.Repeated) {
        counts.repeated().increment();
      }
    }
    return Future.succeededFuture();
  }

  private Future<List<SendOutcome>> attempt(Batch batch, int collisions) {
    return store
        .send(batch, collisions > 0)
        .recover(failure ->
            DatabaseFailure.isCollision(failure) && collisions < MOST_COLLISIONS
                ? attempt(batch, collisions + 1)
                : Future.failedFuture(failure));
  }

  private Future<Void> resolveFailure(List<Waiting> batch, Throwable failure) {
    boolean isNobodysFault =
        failure instanceof ProblemException && !DatabaseFailure.isPartialAbsence(failure);
    if (batch.size() == 1 || isNobodysFault) {
      batch.forEach(waiting -> waiting.fail(failure));
      if (DatabaseFailure.isAbsence(failure)) {
        refuseQueue(failure);
      }
      return Future.succeededFuture();
    }
    Future<Void> all = Future.succeededFuture();
    for (Waiting waiting : batch) {
      all = all.compose(previous -> write(List.of(waiting)));
    }
    return all;
  }

  /** What has waited behind a batch for which the database was away is not made to wait as long again. */
  private void refuseQueue(Throwable failure) {
    List<Waiting> all = List.copyOf(queue);
    queue.clear();
    all.forEach(waiting -> waiting.fail(failure));
  }
}
