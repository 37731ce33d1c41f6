package chat.parley.bench.scenario;

import chat.parley.bench.bare.RecordedAnswer;
import chat.parley.bench.data.Api;
import chat.parley.bench.data.Room;
import chat.parley.bench.load.Bytes;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.load.Requests;
import chat.parley.bench.process.Bare;
import chat.parley.bench.report.Chart;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Opening a chat: the newest page of any of many rooms. */
final class History implements Scenario {
  /** One a core, which is pgbench's best: here 16,700 requests/s with 2 clients, 9,800 with 32. */
  private static final int PGBENCH_CLIENTS = Runtime.getRuntime().availableProcessors();

  /** What the bare server's own HTTP layer adds, or what goes without saying. */
  private static final Set<String> NOT_COPIED = Set.of("content-length", "connection", "date");

  @Override
  public String name() {
    return "history";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Plan plan = stage.plan();
    Site site = stage.site();
    PlanCheck.byIndex(site.database(), Statements.read("page.sql"));
    PgbenchTrial pgbench =
        new PgbenchTrial(
            site.database(),
            "pgbench, the page statement alone",
            PgbenchTrial.anyRoom(site.people().rooms(), "page.sql"),
            PGBENCH_CLIENTS);
    try (Bare bare = Bare.start(stage.children(), site.parley(), recordedAnswer(site));
        Trial parley =
            new Trial(
                stage.loop(), site.parley(), pages(site, site.parley().uri()), Trial.READERS);
        Trial limit = new Trial(stage.loop(), bare, pages(site, bare.uri()), Trial.READERS)) {
      parley.warmUp(plan.warmUp());
      limit.warmUp(plan.warmUp());
      for (int round = 0; round < plan.rounds(); round++) {
        parley.most(plan.phase());
        pgbench.run(plan.phase());
        limit.most(plan.phase());
      }
      Section section =
          new Section(
              name(),
              "History, the newest page of any of %,d rooms (50 messages)"
                  .formatted(site.people().rooms().size()),
              new Column("requests/s", 0),
              new Column("p50 ms", 2),
              new Column("p99 ms", 2),
              new Column("server µs", 1),
              new Column("PostgreSQL µs", 1));
      section.add(line("Parley", parley, plan));
      section.add(pgbench.line());
      section.add(line("bare Vert.x, the same bytes", limit, plan));
      section.add(
          Target.atLeast(
              "history, times pgbench's page statement",
              parley.perSecond() / pgbench.perSecond(),
              1.5));
      section.add(
          new Chart.Bars(
              "history",
              section.title(),
              "requests/s",
              List.of(
                  new Chart.Bar("Parley", parley.perSecond(), true),
                  new Chart.Bar("pgbench, the page statement alone", pgbench.perSecond(), false),
                  new Chart.Bar("bare Vert.x, the same bytes", limit.perSecond(), false))));
      return section;
    }
  }

  private static Line line(String subject, Trial trial, Plan plan) {
    Outcome half = trial.half(plan);
    return Line.of(
        subject,
        trial.perSecond(),
        half.millis(50),
        half.millis(99),
        trial.serverMicros(),
        trial.postgresMicros());
  }

  /** Requests for the newest page of any room, by one of its members. */
  static Requests pages(Site site, URI server) {
    return Requests.anyOf(eachPage(site, (path, token) -> Bytes.get(server, path, token)));
  }

  /**
   * A request for each room's newest page, by one of its members.
   *
   * @param get makes one of an address and a token
   */
  static List<ByteBuf> eachPage(Site site, BiFunction<String, String, ByteBuf> get) {
    return site.people().rooms().stream()
        .map(room -> get.apply(room.messages(), site.people().anyToken(room)))
        .toList();
  }

  /** A page as Parley answers it. */
  private static RecordedAnswer recordedAnswer(Site site) throws IOException {
    Room room = site.people().rooms().getFirst();
    try (Api api = new Api(site.parley().uri())) {
      HttpResponse<byte[]> response = api.get(room.messages(), site.people().anyToken(room));
      return new RecordedAnswer(copied(response.headers()), Buffer.buffer(response.body()));
    }
  }

  private static Map<String, String> copied(HttpHeaders headers) {
    Map<String, String> copied = new LinkedHashMap<>();
    headers
        .map()
        .forEach((String name, List<String> values) -> {
          if (!NOT_COPIED.contains(name)) {
            copied.put(name, values.getFirst());
          }
        });
    return copied;
  }
}
