package chat.parley.bench.scenario;

import chat.parley.bench.data.People;
import chat.parley.bench.load.Crowd;
import chat.parley.bench.process.Cpu;
import chat.parley.bench.process.OpenFiles;
import chat.parley.bench.process.Parley;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many people who have the chat open and say nothing: what that costs, on a server of its own. */
final class IdleSockets implements Scenario {
  private static final double MOST_KIB = 12;
  private static final double STRETCH_KIB = 10;
  private static final double MOST_CPU_PERCENT = 2;

  /** The part of it up to which compiling is not waited for, and how many silences that may take. */
  private static final double MOST_COMPILING = 0.05;

  private static final int MOST_SILENCES = 3;

  /** Files that are open beside the sockets. */
  private static final int OTHER_FILES = 200;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    int count = Math.min(stage.plan().idleSockets(), OpenFiles.most() - OTHER_FILES);
    List<String> tokens = tokens(stage.people(), count);
    try (Parley parley = stage.freshServer()) {
      return play(stage, parley, tokens);
    }
  }

  private Section play(Stage stage, Parley parley, List<String> tokens) throws IOException {
    Plan plan = stage.plan();
    int count = tokens.size();
    Pause.of(plan.settle());
    long before = parley.rssKib();
    Cpu asleep = parley.cpu();
    long start = System.nanoTime();
    Crowd crowd = Crowd.open(stage.loop(), parley.uri(), tokens);
    double seconds = (System.nanoTime() - start) / 1e9;
    Cpu login = parley.cpu().since(asleep);
    Cpu used = whenIdle(plan, parley);
    long after = parley.rssKib();
    crowd.close();

    double kib = (double) (after - before) / count;
    double cpu = used.server() / 1e4 / plan.idle().toSeconds();
    Section section =
        new Section(
                name(),
                "%,d idle sockets, logged in, each user in about %d rooms"
                    .formatted(
                        count, plan.size().rooms() * plan.size().members() / plan.size().users()),
                new Column("RSS before, MiB", 0),
                new Column("RSS after, MiB", 0),
                new Column("KiB/socket", 1),
                new Column("CPU %", 2),
                new Column("PostgreSQL CPU %", 2),
                new Column("logins/s", 0),
                new Column("server µs/login", 0),
                new Column("PostgreSQL µs/login", 0))
            .add(
                Line.of(
                    "Parley",
                    before / 1024.0,
                    after / 1024.0,
                    kib,
                    cpu,
                    used.postgres() / 1e4 / plan.idle().toSeconds(),
                    count / seconds,
                    (double) login.server() / count,
                    (double) login.postgres() / count))
            .add(Target.atMost("idle socket, KiB of the server's RSS", kib, MOST_KIB))
            .add(Target.atMost("idle socket, KiB, stretch", kib, STRETCH_KIB))
            .add(Target.atMost("idle sockets, % of a core", cpu, MOST_CPU_PERCENT))
            .note(
                "CPU %% is that of %d s of silence after as many, or more until Java has compiled what pings"
                        .formatted(plan.idle().toSeconds())
                    + " take; they are included.");
    if (count < plan.idleSockets()) {
      section.note(
          "This user may open %,d files (ulimit -n), which is too few for %,d sockets."
              .formatted(OpenFiles.most(), plan.idleSockets()));
    }
    return section;
  }

  /** What a while of silence takes, after others in which Java compiles what logging in and the first pings took. */
  private static Cpu whenIdle(Plan plan, Parley parley) {
    Pause.of(plan.idle());
    Cpu used;
    int silences = 0;
    do {
      silences++;
      Cpu since = parley.cpu();
      Pause.of(plan.idle());
      used = parley.cpu().since(since);
    } while (used.compiler() > used.server() * MOST_COMPILING && silences < MOST_SILENCES);
    return used;
  }

  /** Memory of a server that has just started, for each of so many sockets. */
  static double kibEach(Stage stage, Parley parley, People people, int most) {
    int count = Math.min(most, OpenFiles.most() - OTHER_FILES);
    Pause.of(stage.plan().settle());
    long before = parley.rssKib();
    Crowd crowd = Crowd.open(stage.loop(), parley.uri(), tokens(people, count));
    Pause.of(stage.plan().settle());
    double each = (double) (parley.rssKib() - before) / count;
    crowd.close();
    return each;
  }

  private static List<String> tokens(People people, int count) {
    List<String> all = people.tokens();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(all.get(i % all.size()));
    }
    return tokens;
  }
}
