package chat.parley.messages;

import chat.parley.messages.Cursor.Direction;
import java.util.List;
import java.util.Optional;

/**
 * A page of a room's history.
 *
 * @param seq the room's number at the time of reading: the state that this page shows
 * @param messages newest first
 * @param read where it was read from
 * @param more whether there are further messages in the direction of reading
 */
record HistoryPage(long seq, List<Message> messages, Cursor read, boolean more) {

  /** Where older messages go on; empty at the beginning of the room. */
  Optional<Cursor> next() {
    return switch (read.direction()) {
      case OLDER -> more ? Optional.of(Cursor.olderThan(oldest())) : Optional.empty();
      case NEWER ->
          Optional.of(Cursor.olderThan(messages.isEmpty() ? read.position() + 1 : oldest()));
    };
  }

  /** Where newer messages go on; empty at the newest. */
  Optional<Cursor> previous() {
    if (read.equals(Cursor.NEWEST)) {
      return Optional.empty();
    }
    return switch (read.direction()) {
      case OLDER ->
          Optional.of(Cursor.newerThan(messages.isEmpty() ? read.position() - 1 : newest()));
      case NEWER -> more ? Optional.of(Cursor.newerThan(newest())) : Optional.empty();
    };
  }

  private long oldest() {
    return messages.getLast().id().value();
  }

  private long newest() {
    return messages.getFirst().id().value();
  }

  /** A page of what a statement gave: one message more than asked for means that there are more. */
  static HistoryPage of(long seq, List<Message> rows, Cursor read, int size) {
    boolean more = rows.size() > size;
    List<Message> page = more ? rows.subList(0, size) : rows;
    return new HistoryPage(
        seq, read.direction() == Direction.NEWER ? page.reversed() : page, read, more);
  }
}
