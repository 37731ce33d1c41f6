package chat.parley.users;

import chat.parley.realtime.Topic;

/** Names one account; positive. */
public record UserId(long value) implements Comparable<UserId> {
  /** What concerns the user alone. */
  public Topic topic() {
    return new Topic("user", value);
  }

  /** Whether the user is there. */
  public Topic presence() {
    return new Topic("presence", value);
  }

  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
