package chat.parley.clustertest;

import chat.parley.clustertest.crowd.Crowd;
import chat.parley.clustertest.crowd.Crowd.Verdict;
import chat.parley.clustertest.stage.Pauses;
import chat.parley.clustertest.stage.Stage;
import chat.parley.fixture.TestNats;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.LogManager;

/** Runs the cluster test: {@code -Dparley.seed=} repeats what chance chose in an earlier run. */
public final class Main {
  private static final Path JAR = Path.of("server/target/parley.jar").toAbsolutePath();
  private static final Path BALANCER = Path.of("deploy/haproxy.cfg");

  /** Nobody waits longer for a message after a fault is over. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration USUAL = Duration.ofSeconds(4);
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** One fault of each kind comes; more of them until this is over. */
  private static final Duration ENOUGH = Duration.ofSeconds(165);

  /** After this none begins any more, so that the whole takes less than four minutes. */
  private static final Duration MOST = Duration.ofSeconds(205);

  private static final Duration FAREWELL = Duration.ofSeconds(20);

  private Main() {}

  public static void main(String[] arguments) {
    if (!TestNats.isThere()) {
      System.exit(1);
    }
    // Connections that end are the purpose of it all: what clients are told of them is counted.
    LogManager.getLogManager().reset();
    long seed = Long.getLong("parley.seed", System.nanoTime() % 1_000_000);
    System.out.printf("Seed %d (repeat it with SEED=%d)%n", seed, seed);
    endInOrder(Thread.currentThread());
    boolean kept = false;
    try {
      kept = run(seed);
    } catch (IOException
        | SQLException
        | InterruptedException
        | RuntimeException
        | AssertionError e) {
      System.out.println("The test could not go on: " + e);
      e.printStackTrace(System.out);
    }
    System.exit(kept ? 0 : 1);
  }

  /** Whoever interrupts the test finds no processes of it afterwards. */
  private static void endInOrder(Thread main) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              main.interrupt();
              try {
                main.join(FAREWELL);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private static boolean run(long seed) throws IOException, InterruptedException, SQLException {
    Report report = new Report();
    Stage stage = Stage.set(JAR, BALANCER);
    if (!stage.isBalanced()) {
      System.out.println(
          "There is no HAProxy here: each client keeps to one node (apt-get install haproxy)");
    }
    boolean kept = false;
    try {
      kept = run(stage, seed, report);
    } finally {
      stage.close();
      if (kept) {
        stage.sweep();
      } else {
        System.out.println("What the programs wrote is in " + stage.work());
      }
    }
    return kept;
  }

  private static boolean run(Stage stage, long seed, Report report)
      throws InterruptedException, SQLException {
    Random chance = new Random(seed);
    try (Crowd crowd = Crowd.gather(stage, new Random(chance.nextLong()))) {
      report.begin();
      boolean kept = judge(new Fault.None(USUAL), stage, crowd, report);
      for (Fault fault : Fault.all(stage, chance)) {
        if (report.time().compareTo(MOST) < 0) {
          kept &= judge(fault, stage, crowd, report);
        } else {
          report.leaveOut(fault.name());
        }
      }
      while (report.time().compareTo(ENOUGH) < 0) {
        kept &= judge(Fault.any(stage, chance), stage, crowd, report);
      }
      report.end(crowd.summary(), kept);
      return kept;
    }
  }

  private static boolean judge(Fault fault, Stage stage, Crowd crowd, Report report)
      throws InterruptedException, SQLException {
    Pauses.take(BETWEEN);
    long begun = System.nanoTime();
    fault.strike(stage);
    long over = System.nanoTime();
    Verdict verdict = crowd.judge(begun, over, PATIENCE);
    List<String> violations = new ArrayList<>(verdict.violations());
    if (fault.isOrderly() && stage.isBalanced()) {
      crowd.refusedSince(begun).forEach(what -> violations.add("refused: " + what));
    }
    report.line(fault.name(), Duration.ofNanos(over - begun), verdict, violations);
    return violations.isEmpty();
  }
}
