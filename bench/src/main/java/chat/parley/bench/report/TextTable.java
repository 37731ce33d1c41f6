package chat.parley.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as plain text, in columns. */
public final class TextTable {
  private TextTable() {}

  public static String of(Section section) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    section.columns().forEach(column -> head.add(column.title()));
    rows.add(head);
    section.lines().forEach(line -> rows.add(row(section, line)));
    StringBuilder text = new StringBuilder("\n").append(section.title()).append('\n');
    int[] widths = widths(rows, head.size());
    rows.forEach(row -> append(text, row, widths));
    section.targets().forEach(target -> text.append("  ").append(line(target)).append('\n'));
    section.notes().forEach(note -> text.append("  ").append(note).append('\n'));
    return text.toString();
  }

  /** A target in one line: reached, wanted, and whether that is enough. */
  public static String line(Target target) {
    return "%-5s %s: %s, wanted %s %s"
        .formatted(
            target.isMet() ? "ok" : "SHORT",
            target.what(),
            number(target.reached(), 2),
            target.bound().words(),
            number(target.wanted(), 2));
  }

  /** A number with commas between its thousands; small ones with the decimals asked for. */
  static String number(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return decimals > 0 ? text.replaceFirst("\\.0+$", "") : text;
  }

  static List<String> row(Section section, Line line) {
    List<String> row = new ArrayList<>(List.of(line.subject()));
    for (int i = 0; i < line.cells().size(); i++) {
      row.add(
          switch (line.cells().get(i)) {
            case Cell.Figure(double value) -> number(value, section.columns().get(i).decimals());
            case Cell.Ratio(double value) -> number(value, 2);
            case Cell.Missing(String why) -> why;
          });
    }
    return row;
  }

  private static int[] widths(List<List<String>> rows, int columns) {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() && (i == 0 || row.size() > 2); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static void append(StringBuilder text, List<String> row, int[] widths) {
    text.append("  ").append(row.getFirst()).repeat(' ', widths[0] - row.getFirst().length());
    for (int i = 1; i < row.size(); i++) {
      text.append("  ")
          .repeat(' ', Math.max(0, widths[i] - row.get(i).length()))
          .append(row.get(i));
    }
    text.append('\n');
  }
}
