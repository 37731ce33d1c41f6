package chat.parley.rooms;

import chat.parley.realtime.Topic;

/** Names one room; positive. */
public record RoomId(long value) {
  /** What happens in the room. */
  public Topic topic() {
    return new Topic("room", value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
