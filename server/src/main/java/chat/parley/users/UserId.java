package chat.parley.users;

/** Names one account; positive. */
public record UserId(long value) implements Comparable<UserId> {
  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
