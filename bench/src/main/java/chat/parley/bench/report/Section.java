package chat.parley.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The results of one scenario.
 *
 * @param name as on the command line
 * @param columns what was measured; the column of subjects is not among them
 * @param notes sentences that a reader of the figures must know
 */
public record Section(
    String name,
    String title,
    List<Column> columns,
    List<Line> lines,
    List<Target> targets,
    List<Chart> charts,
    List<String> notes) {

  /** A section to which results are added. */
  public Section(String name, String title, Column... columns) {
    this(
        name,
        title,
        List.of(columns),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  public Section add(Line line) {
    lines.add(line);
    return this;
  }

  public Section add(Target target) {
    targets.add(target);
    return this;
  }

  public Section add(Chart chart) {
    charts.add(chart);
    return this;
  }

  public Section note(String sentence) {
    notes.add(sentence);
    return this;
  }
}
