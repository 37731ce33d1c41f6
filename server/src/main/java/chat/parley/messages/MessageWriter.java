package chat.parley.messages;

import chat.parley.limits.Throttle;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.Bus;
import chat.parley.rooms.RoomId;
import chat.parley.storage.DatabaseFailure;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The one way in which messages change, whoever asks: sends, edits, deletes, and then tells the bus.
 *
 * <p>Sends in batches that form by themselves: what arrives while one batch is on its way to the database is
 * the next one. An idle server adds no delay, a busy one pays one commit for many
 * messages. A batch that fails as a whole is tried again message by message, so that one bad message
 * harms no other.
 *
 * <p>Belongs to one event loop.
 */
public final class MessageWriter {
  private static final int MOST_IN_BATCH = 256;
  private static final int MOST_DEADLOCKS = 5;

  private record Waiting(NewMessage message, Promise<SendOutcome> outcome) {
    /** What the database knows a repeated message by; empty for one without a key. */
    Optional<Identity> identity() {
      return message.key().map(key -> new Identity(message.room(), message.sender(), key));
    }
  }

  private record Identity(RoomId room, UserId sender, String key) {}

  private final MessageStore store;
  private final Bus bus;
  private final Throttle<Long> sends;
  private final MessageCounts counts;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private final List<Promise<Void>> idle = new ArrayList<>();
  private boolean busy;

  /**
   * @param sends how many messages each user may send
   */
  public MessageWriter(MessageStore store, Bus bus, Throttle<Long> sends, MessageCounts counts) {
    this.sends = sends;
    this.store = store;
    this.bus = bus;
    this.counts = counts;
  }

  /**
   * Completes once the message is committed, or will never be.
   *
   * @throws ProblemException of {@code TooMany} if the sender sends too often
   */
  public Future<SendOutcome> send(NewMessage message) {
    sends.admit(message.sender().value());
    Waiting waiting = new Waiting(message, Promise.promise());
    queue.add(waiting);
    if (!busy) {
      writeNextBatch();
    }
    return waiting.outcome().future();
  }

  /** Completes once all that was given to send is committed, or will never be. */
  public Future<Void> idle() {
    Promise<Void> done = Promise.promise();
    if (busy) {
      idle.add(done);
    } else {
      done.complete();
    }
    return done.future();
  }

  /** Edits a message of the sender's; empty where there is none to edit. */
  Future<Optional<Message>> edit(RoomId room, MessageId id, UserId sender, String content) {
    return store
        .edit(room, id, sender, content)
        .map(changed ->
            changed.map(change -> {
              Message edited = new Message(id, room, sender, content, change.sentAt());
              bus.publish(MessageFrames.edited(edited, change.seq()));
              return edited;
            }));
  }

  /** Deletes a message of the sender's; false where there is none to delete. */
  Future<Boolean> delete(RoomId room, MessageId id, UserId sender) {
    return store
        .delete(room, id, sender)
        .map(changed -> {
          changed.ifPresent(
              change -> bus.publish(MessageFrames.deleted(room, id, sender, change.seq())));
          return changed.isPresent();
        });
  }

  private void writeNextBatch() {
    List<Waiting> batch = nextBatch();
    busy = !batch.isEmpty();
    if (busy) {
      counts.batches().add(batch.size());
      write(batch).onComplete(done -> writeNextBatch());
    } else {
      idle.forEach(Promise::complete);
      idle.clear();
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

  private Future<Void> write(List<Waiting> batch) {
    return attempt(batch, MOST_DEADLOCKS)
        .transform(written ->
            written.succeeded()
                ? settle(batch, written.result())
                : resolveFailure(batch, written.cause()));
  }

  private Future<Void> settle(List<Waiting> batch, List<SendOutcome> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).outcome().complete(outcomes.get(i));
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

  private Future<List<SendOutcome>> attempt(List<Waiting> batch, int deadlocksLeft) {
    return store
        .send(batch.stream().map(Waiting::message).toList())
        .recover(failure ->
            DatabaseFailure.isDeadlock(failure) && deadlocksLeft > 0
                ? attempt(batch, deadlocksLeft - 1)
                : Future.failedFuture(failure));
  }

  private Future<Void> resolveFailure(List<Waiting> batch, Throwable failure) {
    if (batch.size() == 1 || failure instanceof ProblemException) {
      batch.forEach(waiting -> waiting.outcome().fail(failure));
      if (DatabaseFailure.isSilence(failure)) {
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

  /** What has waited behind a batch that was never answered is not made to wait as long again. */
  private void refuseQueue(Throwable failure) {
    List<Waiting> all = List.copyOf(queue);
    queue.clear();
    all.forEach(waiting -> waiting.outcome().fail(failure));
  }
}
