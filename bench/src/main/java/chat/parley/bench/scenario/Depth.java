package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.data.Room;
import chat.parley.bench.load.Walk;
import chat.parley.bench.load.Walk.Page;
import chat.parley.bench.load.Walk.Reader;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.report.Chart;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Walking back through one long history. Every reader asks for pages of another size, so that none is
 * answered from what the server has kept of another one's.
 */
final class Depth implements Scenario {
  private static final int READERS = 16;
  private static final int SMALLEST_PAGE = 42;

  /** Other sizes, to warm up with: neighbours by {@link #READERS}. */
  private static final List<Integer> WARM_UP_PAGES = List.of(60, 80, 26);

  /** Into so many parts is the way divided; the first and the last are compared. */
  private static final int PARTS = 20;

  private static final double HIGHEST_RATIO = 1.3;

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Site site = stage.site();
    int deep = stage.plan().size().deep();
    warmUp(stage, site, deep);
    Cpu before = site.parley().cpu();
    long start = System.nanoTime();
    List<Page> pages =
        Walk.run(stage.loop(), site.parley().uri(), readers(site, SMALLEST_PAGE, deep));
    double seconds = (System.nanoTime() - start) / 1e9;
    Cpu used = site.parley().cpu().since(before);

    List<Histogram> parts = parts(pages, deep);
    Histogram all = new Histogram(3);
    parts.forEach(all::add);
    Section section =
        new Section(
                name(),
                "History, walking back through %,d messages, %d readers at once"
                    .formatted(deep, READERS),
                new Column("pages/s", 0),
                new Column("p50 ms", 2),
                new Column("p99 ms", 2),
                new Column("mean ms", 3),
                new Column("server µs", 1),
                new Column("PostgreSQL µs", 1))
            .add(
                Line.of(
                    "Parley, all pages",
                    pages.size() / seconds,
                    all.getValueAtPercentile(50) / 1e6,
                    all.getValueAtPercentile(99) / 1e6,
                    all.getMean() / 1e6,
                    (double) used.server() / pages.size(),
                    (double) used.postgres() / pages.size()))
            .add(line("the newest %,d".formatted(deep / PARTS), parts.getFirst()))
            .add(line("the oldest %,d".formatted(deep / PARTS), parts.getLast()))
            .add(
                Target.atMost(
                    "a page's mean time, oldest by newest",
                    parts.getLast().getMean() / parts.getFirst().getMean(),
                    HIGHEST_RATIO));
    return section.add(chart(parts, deep));
  }

  private static void warmUp(Stage stage, Site site, int deep) throws IOException {
    long end = System.nanoTime() + stage.plan().warmUp().toNanos();
    for (int page : WARM_UP_PAGES) {
      if (System.nanoTime() < end) {
        Walk.run(stage.loop(), site.parley().uri(), readers(site, page, deep));
      }
    }
  }

  private static List<Reader> readers(Site site, int smallestPage, int deep) {
    People people = site.people();
    Room room = people.deep();
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      int size = smallestPage + i;
      readers.add(
          new Reader(
              room.messages() + "?page_size=" + size,
              people.token(room.members().get(i % room.members().size())),
              deep / size));
    }
    return readers;
  }

  /** The times of pages, in nanoseconds, by how far back they lie. */
  private static List<Histogram> parts(List<Page> pages, int deep) {
    List<Histogram> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(new Histogram(3));
    }
    for (Page page : pages) {
      long depth = (long) page.number() * (SMALLEST_PAGE + page.reader());
      parts.get((int) Math.min(PARTS - 1, depth * PARTS / deep)).recordValue(page.nanos());
    }
    return parts;
  }

  private static Line line(String subject, Histogram part) {
    return Line.of(
        subject,
        Double.NaN,
        part.getValueAtPercentile(50) / 1e6,
        part.getValueAtPercentile(99) / 1e6,
        part.getMean() / 1e6);
  }

  private static Chart chart(List<Histogram> parts, int deep) {
    List<Chart.Point> mean = new ArrayList<>();
    List<Chart.Point> p99 = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      double depth = (i + 0.5) * deep / PARTS;
      mean.add(new Chart.Point(depth, parts.get(i).getMean() / 1e6));
      p99.add(new Chart.Point(depth, parts.get(i).getValueAtPercentile(99) / 1e6));
    }
    return new Chart.Curves(
        "depth",
        "A page of history, by how far back it lies",
        "messages back",
        "ms",
        List.of(new Chart.Curve("mean", mean), new Chart.Curve("p99", p99)));
  }
}
