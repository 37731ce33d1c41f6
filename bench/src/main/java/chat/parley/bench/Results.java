package chat.parley.bench;

import chat.parley.bench.report.Chart;
import chat.parley.bench.report.JsonReport;
import chat.parley.bench.report.MarkdownReport;
import chat.parley.bench.report.Report;
import chat.parley.bench.report.SvgChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where results are kept. */
final class Results {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm").withZone(ZoneOffset.UTC);
  private static final String BEGIN =
      "<!-- results begin: written by scripts/bench --publish -->\n";
  private static final String END = "<!-- results end -->\n";

  private final Path repository;

  Results(Path repository) {
    this.repository = repository;
  }

  /** Keeps JSON, Markdown and charts in {@code bench/results}, and gives the path of the JSON. */
  Path keep(Report report) throws IOException {
    Path folder = Files.createDirectories(repository.resolve("bench/results"));
    String name = NAME.format(report.time());
    Path json = folder.resolve(name + ".json");
    JsonReport.write(report, json);
    Files.writeString(folder.resolve(name + ".md"), MarkdownReport.of(report, name));
    draw(report, folder.resolve(name));
    return json;
  }

  /** Puts the results into {@code docs/benchmarks.md}, and what it shows beside it. */
  void publish(Report report) throws IOException {
    Path page = repository.resolve("docs/benchmarks.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END, begin);
    if (begin < BEGIN.length() || end < 0) {
      throw new IOException(page + " has no place for results");
    }
    String results = "\n" + MarkdownReport.of(report, "img/bench") + "\n";
    Files.writeString(page, text.substring(0, begin) + results + text.substring(end));
    JsonReport.write(report, repository.resolve("docs/benchmarks.json"));
    draw(report, repository.resolve("docs/img/bench"));
  }

  private static void draw(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Chart chart : report.charts()) {
      Files.writeString(folder.resolve(chart.name() + ".svg"), SvgChart.of(chart));
    }
  }
}
