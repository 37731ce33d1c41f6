package chat.parley.bench.report;

/** One place of a table. */
public sealed interface Cell {
  /** A figure, in the unit of its column. */
  record Figure(double value) implements Cell {}

  /** A figure that there is none of here, by the nature of the subject. */
  record Blank() implements Cell {}

  /** A figure that could not be measured on this machine. */
  record Missing(String why) implements Cell {}

  static Cell of(double value) {
    return new Figure(value);
  }

  static Cell blank() {
    return new Blank();
  }
}
