package chat.parley.bench.scenario;

import chat.parley.bench.data.Room;
import chat.parley.bench.load.Bytes;
import chat.parley.bench.load.Requests;
import chat.parley.bench.report.Cell;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * The figures of the other scenarios on more data: ten times the messages in as many rooms, then ten times the rooms and
 * users. Each size has a data directory and a server of its own.
 */
final class Growth implements Scenario {
  private static final int FACTOR = 10;
  private static final double HIGHEST_RATIO = 1.3;
  private static final int LIVE_ROOM = 10;
  private static final int IDLE = 5_000;
  private static final int WARM_UP_PART = 3;

  /** What holds the newest pages of ten times the rooms, in bytes; and what one of them takes. */
  private static final int LARGE_CACHE = 256 << 20;

  private static final int PAGE_BYTES = 11_500;

  /** What is measured, and whether more of it is better. */
  private enum Figure {
    HISTORY("history requests/s", true),
    GZIPPED("history requests/s, gzip", true),
    DEPTH("pages walked back/s", true),
    SEND("messages sent/s", true),
    HOT("into one room/s", true),
    LIVE("deliveries/s", true),
    LOGINS("logins/s", true),
    SOCKET("KiB/idle socket", false),
    START("start ms", false),
    MEMORY("RSS MiB after start", false);

    private final String title;
    private final boolean rate;

    Figure(String title, boolean rate) {
      this.title = title;
      this.rate = rate;
    }

    /** By how much a figure is worse than before: 1 where it is the same. */
    double ratio(double before, double after) {
      return rate ? before / after : after / before;
    }
  }

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Plan.Size whole = stage.plan().size();
    Plan.Size few = whole.withMessages(whole.messages() / FACTOR);
    Plan.Size wide = whole.wider(FACTOR);
    Map<Figure, Double> onFew = measure(stage, stage.seed(few), few);
    Map<Figure, Double> onWhole = measure(stage, stage.dataAtRest(), whole);
    onWhole.put(Figure.GZIPPED, gzippedPerSecond(stage, stage.dataAtRest(), whole));
    Path wideData = stage.seed(wide);
    Map<Figure, Double> onWide = measure(stage, wideData, wide);
    onWide.put(Figure.GZIPPED, gzippedPerSecond(stage, wideData, wide));
    Map<Figure, Double> withCache = withLargeCache(stage, wideData, wide);
    Section section =
        new Section(
                name(),
                "Growth",
                Arrays.stream(Figure.values())
                    .map(figure -> new Column(figure.title, 0))
                    .toArray(Column[]::new))
            .add(line(label(few), onFew, Cell::of))
            .add(line(label(whole), onWhole, Cell::of))
            .add(line(label(wide), onWide, Cell::of))
            .add(
                line(
                    "the same, pages in up to %,d MiB".formatted(LARGE_CACHE >> 20),
                    withCache,
                    Cell::of));
    compare(section, "%d times the messages".formatted(FACTOR), onFew, onWhole);
    compare(section, "%d times the rooms".formatted(FACTOR), onWhole, onWide);
    section.add(
        Target.atMost(
            "%d times the rooms, ratio of history requests/s, pages in up to %,d MiB"
                .formatted(FACTOR, LARGE_CACHE >> 20),
            Figure.HISTORY.ratio(
                onWhole.getOrDefault(Figure.HISTORY, Double.NaN),
                withCache.getOrDefault(Figure.HISTORY, Double.NaN)),
            HIGHEST_RATIO));
    section.note(
        "Ten times the rooms come with ten times the users, so that a user is in ten rooms as before. Their newest"
            + " pages take %,d MiB or so, of which PARLEY_PAGE_CACHE_BYTES keeps 64 where it is not set."
                .formatted((wide.rooms() * PAGE_BYTES) >> 20));
    return section.note(
        "A ratio above 1 is a figure that got worse. Live delivery is to %,d sockets in rooms of %d."
            .formatted(stage.plan().sockets(), LIVE_ROOM));
  }

  private static void compare(
      Section section, String step, Map<Figure, Double> before, Map<Figure, Double> after) {
    Map<Figure, Double> ratios = new EnumMap<>(Figure.class);
    before.forEach((figure, value) -> {
      double ratio = figure.ratio(value, after.getOrDefault(figure, Double.NaN));
      ratios.put(figure, ratio);
      section.add(Target.atMost(step + ", ratio of " + figure.title, ratio, HIGHEST_RATIO));
    });
    section.add(line(step + ", ratio", ratios, Cell.Ratio::new));
  }

  /** A line with nothing where there is no figure. */
  private static Line line(String subject, Map<Figure, Double> figures, DoubleFunction<Cell> cell) {
    return new Line(
        subject,
        Arrays.stream(Figure.values())
            .map(figure -> cell.apply(figures.getOrDefault(figure, Double.NaN)))
            .toList());
  }

  private static String label(Plan.Size size) {
    return "%,d messages in %,d rooms".formatted(size.messages(), size.rooms());
  }

  /** All figures, in their order. */
  private static Map<Figure, Double> measure(Stage stage, Path data, Plan.Size size)
      throws IOException {
    stage.progress().say("growth: " + label(size));
    Start.Turn start = Start.time(stage, 1, () -> data);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.START, start.millis());
    figures.put(Figure.MEMORY, start.mib());
    try (Site site = stage.open(data, size)) {
      figures.put(Figure.SOCKET, IdleSockets.kibEach(stage, site.parley(), site.people(), IDLE));
      List<Room> rooms = site.people().rooms();
      figures.put(Figure.HISTORY, pagesPerSecond(stage, site, Bytes::get));
      figures.put(Figure.DEPTH, Depth.perSecond(stage, site));
      figures.put(Figure.SEND, most(stage, site, Trial.SENDERS, Send.messages(site, rooms)));
      figures.put(
          Figure.HOT, most(stage, site, Trial.SENDERS, Send.messages(site, rooms.subList(0, 1))));
      figures.put(Figure.LIVE, live(stage, site));
      figures.put(Figure.LOGINS, LoginStorm.perSecond(stage, site));
    }
    return figures;
  }

  /** A request of an address and a token. */
  private interface Get {
    ByteBuf of(URI server, String path, String token);
  }

  /** Newest pages, when each has been asked for before. */
  private static double pagesPerSecond(Stage stage, Site site, Get get) {
    URI server = site.parley().uri();
    List<ByteBuf> pages = History.eachPage(site, (path, token) -> get.of(server, path, token));
    try (Trial once =
        new Trial(stage.loop(), site.parley(), Requests.inTurn(pages), Trial.READERS)) {
      once.warmUp(pages.size());
    }
    return most(stage, site, Trial.READERS, Requests.anyOf(pages), stage.plan().warmUp());
  }

  /** With a cache of its own, that keeps no plain pages from before. */
  private static double gzippedPerSecond(Stage stage, Path data, Plan.Size size)
      throws IOException {
    try (Site site = stage.open(data, size)) {
      return pagesPerSecond(stage, site, Bytes::getGzipped);
    }
  }

  /** Short: what is compared is as warm as what it is compared with. */
  private static Duration warmUp(Plan plan) {
    return plan.warmUp().dividedBy(WARM_UP_PART);
  }

  private static Map<Figure, Double> withLargeCache(Stage stage, Path data, Plan.Size size)
      throws IOException {
    Map<String, String> settings = Map.of("PARLEY_PAGE_CACHE_BYTES", Integer.toString(LARGE_CACHE));
    try (Site site = stage.open(data, size, settings)) {
      return Map.of(Figure.HISTORY, pagesPerSecond(stage, site, Bytes::get));
    }
  }

  private static double most(Stage stage, Site site, int connections, Requests requests) {
    return most(stage, site, connections, requests, warmUp(stage.plan()));
  }

  private static double most(
      Stage stage, Site site, int connections, Requests requests, Duration warmUp) {
    try (Trial trial = new Trial(stage.loop(), site.parley(), requests, connections)) {
      trial.warmUp(warmUp);
      trial.most(stage.plan().phase());
      return trial.perSecond();
    }
  }

  private static double live(Stage stage, Site site) throws IOException {
    Plan plan = stage.plan();
    try (Delivery live =
        new Delivery(stage, site.parley(), Seats.at(site, plan.sockets(), LIVE_ROOM))) {
      live.warmUp(warmUp(plan));
      live.most(plan);
      return live.perSecond();
    }
  }
}
