package chat.parley.bench.report;

/**
 * What was to be reached, and what was.
 *
 * @param what the figure, with its unit
 */
public record Target(String what, double reached, Bound bound, double wanted) {

  /** Which side of the wanted value is good. */
  public enum Bound {
    AT_LEAST("at least"),
    AT_MOST("at most");

    private final String words;

    Bound(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public static Target atLeast(String what, double reached, double wanted) {
    return new Target(what, reached, Bound.AT_LEAST, wanted);
  }

  public static Target atMost(String what, double reached, double wanted) {
    return new Target(what, reached, Bound.AT_MOST, wanted);
  }

  public boolean isMet() {
    return switch (bound) {
      case AT_LEAST -> reached >= wanted;
      case AT_MOST -> reached <= wanted;
    };
  }
}
