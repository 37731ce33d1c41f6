package chat.parley.bench.scenario;

import chat.parley.bench.bare.RecordedAnswer;
import chat.parley.bench.data.Api;
import chat.parley.bench.data.People;
import chat.parley.bench.load.Audience;
import chat.parley.bench.load.Audience.Seat;
import chat.parley.bench.load.Outcome;
import chat.parley.bench.process.Bare;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.process.Subject;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages that reach people at once: a thousand sockets, in rooms of different sizes. */
final class LiveDelivery implements Scenario {
  private static final List<Integer> SIZES = List.of(10, 100, 1_000);

  /** The delay that one in a hundred deliveries may go beyond, at half of the maximum, in milliseconds. */
  private static final double LONGEST_P99 = 50;

  @Override
  public String name() {
    return "live";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Section section =
        new Section(
            name(),
            "Live delivery to %,d sockets".formatted(stage.plan().sockets()),
            new Column("deliveries/s", 0),
            new Column("p50 ms", 2),
            new Column("p99 ms", 2),
            new Column("server µs", 1),
            new Column("PostgreSQL µs", 1));
    Path answer = Files.createTempFile("parley-bench", ".http");
    Files.write(answer, new RecordedAnswer(Map.of(), Buffer.buffer()).bytes());
    try (Bare bare = Bare.start(stage.children(), stage.site().parley(), answer)) {
      for (int size : SIZES) {
        stage.progress().say("live: rooms of %,d".formatted(size));
        List<List<Integer>> groups = groups(stage.plan().sockets(), size);
        Turn parley = new Turn(stage, stage.site().parley(), parleySeats(stage.site(), groups));
        Turn limit = new Turn(stage, bare, bareSeats(groups));
        section.add(parley.line("Parley, rooms of %,d".formatted(size)));
        section.add(limit.line("bare Vert.x broadcast, rooms of %,d".formatted(size)));
        section.add(
            Target.atLeast(
                "live, rooms of %,d, times the bare broadcast".formatted(size),
                parley.perSecond / limit.perSecond,
                0.8));
        section.add(
            Target.atMost(
                "live, rooms of %,d, p99 ms at half of the maximum".formatted(size),
                parley.half.millis(99),
                LONGEST_P99));
      }
    } finally {
      Files.delete(answer);
    }
    return section;
  }

  /** What one server does with one size of rooms. */
  private static final class Turn {
    private final double perSecond;
    private final double serverMicros;
    private final double postgresMicros;
    private final Outcome half;

    Turn(Stage stage, Subject subject, List<Seat> seats) {
      Plan plan = stage.plan();
      Audience audience = Audience.open(stage.loop(), subject.uri(), seats);
      WarmUp.run(plan.warmUp(), slice -> audience.most(slice).perSecond());
      Cpu before = subject.cpu();
      Outcome most = audience.most(plan.paced());
      Cpu used = subject.cpu().since(before);
      perSecond = most.perSecond();
      serverMicros = (double) used.server() / most.done();
      postgresMicros = (double) used.postgres() / most.done();
      half = audience.paced(perSecond / 2, plan.paced());
      audience.close();
    }

    Line line(String name) {
      return Line.of(
          name, perSecond, half.millis(50), half.millis(99), serverMicros, postgresMicros);
    }
  }

  /** Who sits together: the places of users in the list of people. */
  private static List<List<Integer>> groups(int sockets, int size) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int first = 0; first + size <= sockets; first += size) {
      List<Integer> group = new ArrayList<>();
      for (int i = first; i < first + size; i++) {
        group.add(i);
      }
      groups.add(group);
    }
    return groups;
  }

  /** Makes the rooms, and takes a seat for each of their members. */
  private static List<Seat> parleySeats(Site site, List<List<Integer>> groups) throws IOException {
    People people = site.people();
    List<Seat> seats = new ArrayList<>();
    try (Api api = new Api(site.parley().uri())) {
      for (List<Integer> group : groups) {
        JsonArray others = new JsonArray();
        group.stream().skip(1).forEach(place -> others.add(people.users().get(place)));
        JsonObject room =
            api.post(
                "/api/chat/rooms/",
                people.tokens().get(group.getFirst()),
                new JsonObject().put("name", "live").put("participants", others));
        for (int place : group) {
          seats.add(new Seat("/ws/chat/", people.tokens().get(place), room.getLong("id")));
        }
      }
    }
    return seats;
  }

  private static List<Seat> bareSeats(List<List<Integer>> groups) {
    List<Seat> seats = new ArrayList<>();
    for (int room = 0; room < groups.size(); room++) {
      for (int i = 0; i < groups.get(room).size(); i++) {
        seats.add(new Seat("/?" + room, "none", room));
      }
    }
    return seats;
  }
}
