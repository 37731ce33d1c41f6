package chat.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
  private static final Section SECTION =
      new Section("send", "Send", new Column("messages/s", 0), new Column("p50 ms", 2))
          .add(Line.of("Parley", 12345.6, 1.25))
          .add(Line.missing("pgbench", "no pgbench here"))
          .add(Target.atLeast("send, times pgbench", 1.5, 2))
          .add(Target.atMost("p99 ms", 20, 50))
          .note("A note.");

  @Test
  void theTableStandsInColumns() {
    assertThat(TextTable.of(SECTION))
        .isEqualTo(
            """

            Send
                       messages/s  p50 ms
              Parley       12,346    1.25
              pgbench  no pgbench here
              SHORT send, times pgbench: 1.50, wanted at least 2
              ok    p99 ms: 20, wanted at most 50
              A note.
            """);
  }

  @Test
  void markdownHasOneRowForEachTargetAndSubject() {
    assertThat(MarkdownReport.of(report(), "img"))
        .contains("| send, times pgbench | 1.50 | at least 2 | **short** |")
        .contains("| Parley | 12,346 | 1.25 |")
        .contains("| pgbench | no pgbench here | |");
  }

  @Test
  void jsonHasTheFiguresUnrounded(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results.json");
    JsonReport.write(report(), file);
    assertThat(Files.readString(file))
        .contains("\"messages/s\" : 12345.6")
        .contains("\"met\" : false");
  }

  @Test
  void chartsAreWellFormed() throws Exception {
    List<Chart> charts =
        List.of(
            new Chart.Bars("b", "Bars & <more>", "per s", List.of(new Chart.Bar("a", 3, true))),
            new Chart.Curves(
                "c",
                "Curves",
                "x",
                "y",
                List.of(new Chart.Curve("mean", List.of(new Chart.Point(1, 2))))));
    for (Chart chart : charts) {
      String svg = SvgChart.of(chart);
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(new InputSource(new StringReader(svg)))
                  .getDocumentElement()
                  .getTagName())
          .isEqualTo("svg");
    }
  }

  private static Report report() {
    return new Report(
        Instant.EPOCH,
        "quick",
        "make bench-quick",
        "0123456789",
        new Machine("a processor", 2, 4096, "Linux", Map.of("Java", "25")),
        List.of(SECTION));
  }
}
