package chat.parley.bench.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A run's results for people, as a part of a page in Markdown. */
public final class MarkdownReport {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", java.util.Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private MarkdownReport() {}

  /**
   * Writes it, with headings of the third level.
   *
   * @param charts the folder of the charts, as the page names it
   */
  public static String of(Report report, String charts) {
    StringBuilder text = new StringBuilder();
    text.append(heading(report));
    text.append("\n### Targets\n\n");
    text.append("| | reached | wanted | |\n|---|--:|--:|---|\n");
    report.targets().forEach(target -> text.append(row(target)));
    report.sections().forEach(section -> append(text, section, charts));
    return text.toString();
  }

  private static String heading(Report report) {
    Machine machine = report.machine();
    List<String> versions = new ArrayList<>();
    machine.versions().forEach((name, version) -> versions.add(name + " " + version));
    return """
    `%s` on %s, commit %s. %s, %d cores, %,d MiB of memory, %s; %s.
    """
        .formatted(
            report.command(),
            DAY.format(report.time()),
            report.commit(),
            machine.processor(),
            machine.cores(),
            machine.memoryMib(),
            machine.system(),
            String.join(", ", versions));
  }

  private static String row(Target target) {
    return "| %s | %s | %s %s | %s |\n"
        .formatted(
            target.what(),
            TextTable.number(target.reached(), 2),
            target.bound().words(),
            TextTable.number(target.wanted(), 2),
            target.isMet() ? "ok" : "**short**");
  }

  private static void append(StringBuilder text, Section section, String charts) {
    text.append("\n### ").append(section.title()).append("\n\n| |");
    section.columns().forEach(column -> text.append(' ').append(column.title()).append(" |"));
    text.append("\n|---|").repeat("--:|", section.columns().size()).append('\n');
    for (Line line : section.lines()) {
      List<String> row = TextTable.row(section, line);
      text.append("| ").append(String.join(" | ", row)).append(" |");
      text.repeat(" |", section.columns().size() + 1 - row.size()).append('\n');
    }
    section.notes().forEach(note -> text.append('\n').append(note).append('\n'));
    for (Chart chart : section.charts()) {
      text.append("\n![%s](%s/%s.svg)\n".formatted(chart.title(), charts, chart.name()));
    }
  }
}
