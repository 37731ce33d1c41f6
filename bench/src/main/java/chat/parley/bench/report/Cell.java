package chat.parley.bench.report;

/** One place of a table. */
public sealed interface Cell {
  /** A figure, in the unit of its column; not a number where there is none, by the nature of the subject. */
  record Figure(double value) implements Cell {}

  /** How many times another figure. */
  record Ratio(double value) implements Cell {}

  /** A figure that could not be measured on this machine. */
  record Missing(String why) implements Cell {}

  static Cell of(double value) {
    return new Figure(value);
  }
}
