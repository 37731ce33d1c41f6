package chat.parley.clustertest;

import chat.parley.clustertest.stage.Node;
import chat.parley.clustertest.stage.Pauses;
import chat.parley.clustertest.stage.Stage;
import chat.parley.fixture.TestProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Something that goes wrong for a while. */
sealed interface Fault {
  /** For the report. */
  String name();

  /** Goes wrong, and right again: returns when it is over. */
  void strike(Stage stage);

  /** Whether nobody must be refused anything meanwhile. */
  default boolean isOrderly() {
    return false;
  }

  /** Nothing goes wrong: so it should be always. */
  record None(Duration time) implements Fault {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public void strike(Stage stage) {
      Pauses.take(time);
    }

    @Override
    public boolean isOrderly() {
      return true;
    }
  }

  /** SIGKILL for a node, which is started again. */
  record Kill(Node node, Duration pause) implements Fault {
    @Override
    public String name() {
      return "kill -9 of " + node + ", started again";
    }

    @Override
    public void strike(Stage stage) {
      node.kill();
      Pauses.take(pause);
      node.start();
    }
  }

  /** SIGSTOP for a node, and SIGCONT. */
  record Freeze(Node node, Duration time) implements Fault {
    @Override
    public String name() {
      return "SIGSTOP of %s for %d s".formatted(node, time.toSeconds());
    }

    @Override
    public void strike(Stage stage) {
      node.freeze();
      Pauses.take(time);
      node.thaw();
    }
  }

  /** SIGKILL for the broker, which is started again. */
  record KillBroker(Duration pause) implements Fault {
    @Override
    public String name() {
      return "kill -9 of NATS, started again";
    }

    @Override
    public void strike(Stage stage) {
      stage.nats().kill();
      Pauses.take(pause);
      stage.nats().start();
    }
  }

  /** The database ends all connections, and starts again. */
  record RestartDatabase(Duration pause) implements Fault {
    @Override
    public String name() {
      return "restart of PostgreSQL (fast)";
    }

    @Override
    public void strike(Stage stage) {
      stage.postgres().restart(pause);
    }
  }

  /** The database drops everything, and recovers. */
  record CrashDatabase(Duration pause) implements Fault {
    @Override
    public String name() {
      return "restart of PostgreSQL (immediate)";
    }

    @Override
    public void strike(Stage stage) {
      stage.postgres().crash(pause);
    }
  }

  /**
   * The network between two programs is cut.
   *
   * @param ends whether connections end, rather than stand still
   */
  record Cut(String between, TestProxy network, boolean ends, Duration time) implements Fault {
    static Cut toNats(Node node, boolean ends, Duration time) {
      return new Cut(node + " and NATS", node.toNats(), ends, time);
    }

    static Cut toPostgres(Node node, boolean ends, Duration time) {
      return new Cut(node + " and PostgreSQL", node.toPostgres(), ends, time);
    }

    @Override
    public String name() {
      return "network cut between %s (%s)".formatted(between, ends ? "ended" : "silent");
    }

    @Override
    public void strike(Stage stage) {
      if (ends) {
        network.sever();
      } else {
        network.stall();
      }
      Pauses.take(time);
      network.heal();
    }
  }

  /** All nodes are stopped in order and started again, one after the other. */
  record RollingRestart() implements Fault {
    @Override
    public String name() {
      return "rolling restart of all nodes";
    }

    @Override
    public void strike(Stage stage) {
      for (Node node : stage.nodes()) {
        int code = node.terminate();
        if (code != 0) {
          throw new IllegalStateException("%s ended with %d".formatted(node, code));
        }
        node.start();
      }
    }

    @Override
    public boolean isOrderly() {
      return true;
    }
  }

  /** One of each kind, as chance has it: which node, for how long, in which order. */
  static List<Fault> all(Stage stage, Random random) {
    List<Fault> faults = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      faults.add(kind.of(stage, random));
    }
    Collections.shuffle(faults, random);
    return faults;
  }

  /** One of any kind. */
  static Fault any(Stage stage, Random random) {
    return Kind.values()[random.nextInt(Kind.values().length)].of(stage, random);
  }

  /** The kinds of faults. */
  enum Kind {
    KILL,
    FREEZE,
    KILL_BROKER,
    RESTART_DATABASE,
    CRASH_DATABASE,
    END_BROKER_CONNECTIONS,
    SILENCE_BROKER,
    END_DATABASE_CONNECTIONS,
    SILENCE_DATABASE,
    ROLLING_RESTART;

    Fault of(Stage stage, Random random) {
      Node node = stage.nodes().get(random.nextInt(stage.nodes().size()));
      return switch (this) {
        case KILL -> new Kill(node, seconds(random, 1, 3));
        case FREEZE -> new Freeze(node, Duration.ofSeconds(8));
        case KILL_BROKER -> new KillBroker(seconds(random, 2, 6));
        case RESTART_DATABASE -> new RestartDatabase(seconds(random, 0, 2));
        case CRASH_DATABASE -> new CrashDatabase(seconds(random, 0, 2));
        case END_BROKER_CONNECTIONS -> Cut.toNats(node, true, seconds(random, 3, 8));
        case SILENCE_BROKER -> Cut.toNats(node, false, seconds(random, 3, 8));
        case END_DATABASE_CONNECTIONS -> Cut.toPostgres(node, true, seconds(random, 3, 8));
        case SILENCE_DATABASE -> Cut.toPostgres(node, false, seconds(random, 3, 8));
        case ROLLING_RESTART -> new RollingRestart();
      };
    }

    private static Duration seconds(Random random, int least, int most) {
      return Duration.ofMillis(random.nextInt(1_000 * least, 1_000 * most + 1));
    }
  }
}
