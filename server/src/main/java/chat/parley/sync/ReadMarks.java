package chat.parley.sync;

import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.Bus;
import chat.parley.realtime.Event;
import chat.parley.rooms.RoomId;
import chat.parley.sync.SyncStore.ReadMark;
import chat.parley.users.UserId;
import io.vertx.core.Future;

/** Moves read marks, whoever asks, and tells the room. */
final class ReadMarks {
  private ReadMarks() {}

  /**
   * Moves a mark forward; an older message changes nothing.
   *
   * @return fails with {@code NotFound} where the reader is not in the room
   */
  static Future<ReadMark> move(SyncStore store, Bus bus, RoomId room, UserId reader, long message) {
    return store
        .moveReadMark(room, reader, message)
        .map(found -> {
          ReadMark mark = found.orElseThrow(() -> new ProblemException(NotFound.THING));
          if (mark.moved()) {
            bus.publish(
                Event.passing(
                    room.topic(), ServerFrames.read(room, reader, mark.message().value()), 0));
          }
          return mark;
        });
  }
}
