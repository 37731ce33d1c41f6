package chat.parley.config;

/** A text that must not be seen: it prints as {@code ***}. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
