package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.data.Room;
import chat.parley.bench.load.Bytes;
import chat.parley.bench.load.Requests;
import chat.parley.bench.load.Walk;
import chat.parley.bench.load.Walk.Page;
import chat.parley.bench.load.Walk.Reader;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.report.Chart;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Walking back through one long history. No page is asked for twice: every reader asks for pages of another
 * size, so that none is answered from what the server has kept of another one's.
 */
final class Depth implements Scenario {
  private static final int READERS = 16;

  /** The readers' page sizes go on from here. */
  private static final int PAGE = 42;

  private static final int WARM_UP_PAGE = 84;

  /** Sizes of the pages by which the ends of the history are compared, and how many pages of each reader. */
  private static final int SMALLEST_COMPARED = 58;

  private static final int LARGEST_COMPARED = 83;
  private static final int COMPARED = 60;

  private static final int PARTS = 20;
  private static final double HIGHEST_RATIO = 1.3;

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Site site = stage.site();
    Plan plan = stage.plan();
    int deep = plan.size().deep();
    Walk.run(stage.loop(), site.parley().uri(), readers(site.people(), WARM_UP_PAGE));

    Cpu before = site.parley().cpu();
    long start = System.nanoTime();
    List<Page> pages = Walk.run(stage.loop(), site.parley().uri(), readers(site.people(), PAGE));
    double seconds = (System.nanoTime() - start) / 1e9;
    Cpu used = site.parley().cpu().since(before);
    Histogram all = new Histogram(3);
    pages.forEach(page -> all.recordValue(page.nanos()));
    Section section =
        new Section(
                name(),
                "History, walking back through %,d messages".formatted(deep),
                new Column("pages/s", 0),
                new Column("p50 ms", 2),
                new Column("p99 ms", 2),
                new Column("server µs", 1),
                new Column("PostgreSQL µs", 1))
            .add(
                Line.of(
                    "Parley, %d readers at once".formatted(READERS),
                    pages.size() / seconds,
                    all.getValueAtPercentile(50) / 1e6,
                    all.getValueAtPercentile(99) / 1e6,
                    (double) used.server() / pages.size(),
                    (double) used.postgres() / pages.size()));
    compareEnds(stage, section, pages);
    return section
        .add(curve(pages, deep))
        .note("Each page is asked for once: none of them was kept by the server before.");
  }

  /** Pages a second, walking back through all of it. */
  static double perSecond(Stage stage, Site site) {
    long start = System.nanoTime();
    List<Page> pages = Walk.run(stage.loop(), site.parley().uri(), readers(site.people(), PAGE));
    return pages.size() * 1e9 / (System.nanoTime() - start);
  }

  private static void compareEnds(Stage stage, Section section, List<Page> pages)
      throws IOException {
    Site site = stage.site();
    Plan plan = stage.plan();
    try (Trial newest = trial(stage, site, pages.subList(READERS, READERS * (COMPARED + 1)));
        Trial oldest =
            trial(stage, site, pages.subList(pages.size() - READERS * COMPARED, pages.size()))) {
      for (int round = 0; round < plan.rounds(); round++) {
        newest.most(plan.phase().dividedBy(2));
        oldest.most(plan.phase().dividedBy(2));
      }
      section.add(line("Parley, pages at depth 1", newest));
      section.add(line("Parley, pages at the other end", oldest));
      section.add(
          Target.atMost(
              "depth, cost of a page at the other end, ratio",
              newest.perSecond() / oldest.perSecond(),
              HIGHEST_RATIO));
    }
  }

  private static Line line(String subject, Trial trial) {
    return Line.of(
        subject,
        trial.perSecond(),
        Double.NaN,
        Double.NaN,
        trial.serverMicros(),
        trial.postgresMicros());
  }

  /** Requests for pages that begin where these began, in sizes that nobody has asked for. */
  private static Trial trial(Stage stage, Site site, List<Page> pages) {
    List<Reader> readers = readers(site.people(), PAGE);
    List<ByteBuf> requests = new ArrayList<>();
    for (Page page : pages) {
      for (int size = SMALLEST_COMPARED; size <= LARGEST_COMPARED; size++) {
        String path = page.path().replaceFirst("page_size=\\d+", "page_size=" + size);
        String token = readers.get(page.reader()).token();
        requests.add(Bytes.get(site.parley().uri(), path, token));
      }
    }
    Collections.shuffle(requests, new Random(pages.size()));
    return new Trial(stage.loop(), site.parley(), Requests.inTurn(requests), Trial.READERS);
  }

  private static List<Reader> readers(People people, int smallestPage) {
    Room room = people.deep();
    return IntStream.range(0, READERS)
        .mapToObj(i ->
            new Reader(
                room.messages() + "?page_size=" + (smallestPage + i),
                people.token(room.members().get(i % room.members().size()))))
        .toList();
  }

  /** The times of pages by how far back they lie. */
  private static Chart curve(List<Page> pages, int deep) {
    List<Histogram> parts = IntStream.range(0, PARTS).mapToObj(part -> new Histogram(3)).toList();
    for (Page page : pages) {
      long depth = (long) page.number() * (PAGE + page.reader());
      parts.get((int) Math.min(PARTS - 1, depth * PARTS / deep)).recordValue(page.nanos());
    }
    return new Chart.Curves(
        "depth",
        "A page of history, by how far back it lies",
        "messages back",
        "ms",
        List.of(
            new Chart.Curve("p50", points(parts, deep, 50)),
            new Chart.Curve("p99", points(parts, deep, 99))));
  }

  private static List<Chart.Point> points(List<Histogram> parts, int deep, double percentile) {
    return IntStream.range(0, PARTS)
        .filter(part -> parts.get(part).getTotalCount() > 0)
        .mapToObj(part ->
            new Chart.Point(
                (part + 0.5) * deep / PARTS,
                parts.get(part).getValueAtPercentile(percentile) / 1e6))
        .toList();
  }
}
