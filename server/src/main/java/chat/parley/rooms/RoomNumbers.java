package chat.parley.rooms;

import chat.parley.measure.Distribution;
import chat.parley.storage.DatabaseFailure;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Asks for rooms' numbers, and with them whether somebody may read, in batches that form by themselves:
 * what is asked while one batch is at the database is the next one. To PostgreSQL a question in a batch
 * costs a fifth of one that comes alone.
 *
 * <p>Belongs to one event loop.
 */
public final class RoomNumbers {
  private static final int MOST_IN_BATCH = 128;

  private record Waiting(Membership question, Promise<Optional<Long>> answer) {}

  private final RoomStore rooms;
  private final boolean together;
  private final Distribution batches;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private boolean busy;

  /**
   * @param together whether one statement may ask about many rooms; false where they lie on many
   *     machines
   * @param batches counts how many were asked at once
   */
  public RoomNumbers(RoomStore rooms, boolean together, Distribution batches) {
    this.batches = batches;
    this.rooms = rooms;
    this.together = together;
  }

  /** A room's number; empty where the reader is not in the room. */
  public Future<Optional<Long>> of(RoomId room, UserId reader) {
    if (!together) {
      batches.add(1);
      return rooms.number(room, reader);
    }
    Waiting waiting = new Waiting(new Membership(room, reader), Promise.promise());
    queue.add(waiting);
    if (!busy) {
      askNextBatch();
    }
    return waiting.answer().future();
  }

  private void askNextBatch() {
    List<Waiting> batch = new ArrayList<>();
    while (!queue.isEmpty() && batch.size() < MOST_IN_BATCH) {
      batch.add(queue.remove());
    }
    busy = !batch.isEmpty();
    if (busy) {
      batches.add(batch.size());
      ask(batch);
    }
  }

  private void ask(List<Waiting> batch) {
    answers(batch)
        .onComplete(done -> {
          if (done.succeeded()) {
            for (int i = 0; i < batch.size(); i++) {
              batch.get(i).answer().complete(done.result().get(i));
            }
          } else {
            refuse(batch, done.cause());
          }
          askNextBatch();
        });
  }

  /** What has waited behind a batch for which the database was away is not made to wait as long again. */
  private void refuse(List<Waiting> batch, Throwable failure) {
    if (DatabaseFailure.isAbsence(failure)) {
      batch.addAll(queue);
      queue.clear();
    }
    batch.forEach(waiting -> waiting.answer().fail(failure));
  }

  private Future<List<Optional<Long>>> answers(List<Waiting> batch) {
    if (batch.size() > 1) {
      return rooms.numbers(batch.stream().map(Waiting::question).toList());
    }
    Membership alone = batch.getFirst().question();
    return rooms.number(alone.room(), alone.user()).map(List::of);
  }
}
