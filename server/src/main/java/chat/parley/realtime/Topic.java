package chat.parley.realtime;

/**
 * What events are about, such as {@code room.17}.
 *
 * @param kind lower-case letters
 */
public record Topic(String kind, long id) {
  @Override
  public String toString() {
    return kind + "." + id;
  }
}
