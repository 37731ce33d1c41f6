package chat.parley.messages;

import chat.parley.limits.Throttle;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.Bus;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one way in which messages change, whoever asks: sends, edits, deletes, and then tells the bus.
 *
 * <p>What is sent is written by the event loop that writes into its room ({@link Writers}), in batches.
 *
 * <p>Belongs to one event loop.
 */
public final class MessageWriter {
  private final MessageStore store;
  private final Bus bus;
  private final Throttle<Long> sends;
  private final Writers writers;
  private final Crossing here = new Crossing();
  private final List<Promise<Void>> idle = new ArrayList<>();
  private int unanswered;

  /**
   * To be called on its event loop, which joins the writers.
   *
   * @param sends how many messages each user may send
   */
  public MessageWriter(
      MessageStore store,
      BatchStore batches,
      Bus bus,
      Throttle<Long> sends,
      Writers writers,
      MessageCounts counts) {
    this.store = store;
    this.bus = bus;
    this.sends = sends;
    this.writers = writers;
    writers.join(new BatchWriter(batches, bus, counts));
  }

  /**
   * Completes once the message is committed, or will never be.
   *
   * @throws ProblemException of {@code TooMany} if the sender sends too often
   */
  public Future<SendOutcome> send(NewMessage message) {
    sends.admit(message.sender().value());
    Promise<SendOutcome> outcome = Promise.promise();
    unanswered++;
    writers.of(message.room()).send(new BatchWriter.Waiting(message, outcome, here));
    return outcome.future().onComplete(done -> answered());
  }

  /** Completes once all that was given to send is committed, or will never be. */
  public Future<Void> idle() {
    Promise<Void> done = Promise.promise();
    if (unanswered > 0) {
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

  private void answered() {
    unanswered--;
    if (unanswered == 0) {
      idle.forEach(Promise::complete);
      idle.clear();
    }
  }
}
