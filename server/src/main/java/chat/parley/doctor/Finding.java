package chat.parley.doctor;

/** What a look at one thing came to, in a line for a person. */
public sealed interface Finding {
  /** What was looked at, in a word or two. */
  String about();

  /** As it should be. */
  record Good(String about, String how) implements Finding {}

  /**
   * Not as it should be.
   *
   * @param what is wrong
   * @param advice what to do about it
   */
  record Wrong(String about, String what, String advice) implements Finding {}

  /** The line, with what tells good from wrong first. */
  default String line() {
    return switch (this) {
      case Good(String about, String how) -> "ok     %-13s %s".formatted(about, how);
      case Wrong(String about, String what, String advice) ->
          "WRONG  %-13s %s: %s".formatted(about, what, advice);
    };
  }

  default boolean isGood() {
    return this instanceof Good;
  }
}
