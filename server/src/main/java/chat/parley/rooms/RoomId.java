package chat.parley.rooms;

/** Names one room; positive. */
public record RoomId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
