package chat.parley.bench.report;

import java.util.List;

/**
 * What was measured of one subject.
 *
 * @param subject who did it: Parley, or what stands beside it
 * @param cells one for each column; the last ones may be left out where they are blank
 */
public record Line(String subject, List<Cell> cells) {
  public static Line of(String subject, double... figures) {
    return new Line(subject, java.util.Arrays.stream(figures).mapToObj(Cell::of).toList());
  }

  /** The figure in a column; not a number if there is none. */
  public double figure(int column) {
    return column < cells.size() && cells.get(column) instanceof Cell.Figure(double value)
        ? value
        : Double.NaN;
  }

  /** A subject that could not be measured. */
  public static Line missing(String subject, String why) {
    return new Line(subject, List.of(new Cell.Missing(why)));
  }
}
