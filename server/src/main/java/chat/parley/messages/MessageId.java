package chat.parley.messages;

/** Names one message; positive. Within a room, a later message has a greater id. */
public record MessageId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
