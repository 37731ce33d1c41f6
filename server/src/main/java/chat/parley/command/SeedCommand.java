package chat.parley.command;

import chat.parley.auth.Passwords;
import chat.parley.demo.Demo;
import chat.parley.demo.DemoSize;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley seed}: a database to try things with, or to measure on. */
@Command(
    name = "seed",
    description = {
      "Fill the database with a demo's worth of rooms and messages.",
      "The users are called user1, user2, ...; all have the password " + Demo.PASSWORD + "."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SeedCommand implements Callable<Integer> {
  /** How many messages are told at a time. */
  private static final long TOLD = 100_000;

  @ParentCommand private ParleyCommand parley;
  @Spec private CommandSpec spec;

  @Option(names = "--users", paramLabel = "N", description = "Accounts.")
  private int users = 1_000;

  @Option(names = "--rooms", paramLabel = "N", description = "Rooms.")
  private int rooms = 1_000;

  @Option(names = "--members", paramLabel = "N", description = "Participants of each room.")
  private int members = 10;

  @Option(names = "--messages", paramLabel = "N", description = "Messages, over all rooms.")
  private long messages = 1_000_000;

  @Option(
      names = "--deep-room",
      paramLabel = "N",
      description = "One more room with N messages, of user1 to user10; 0 for none.")
  private long deepRoom = 0;

  private long told;

  @Override
  public Integer call() throws Exception {
    check();
    DemoSize size = new DemoSize(users, rooms, members, messages, deepRoom);
    long since = System.nanoTime();
    boolean done =
        Offline.callBlocking(
            parley.settings(),
            (vertx, postgres) -> {
              String hash = new Passwords(vertx).hash(Demo.PASSWORD).await();
              return new Demo(postgres.dataSource(), size, this::tell).store(hash);
            });
    if (!done) {
      throw new RefusedException(
          "there are users called user1 to user%d already: seed a new database, or one without them"
              .formatted(users));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    spec.commandLine()
        .getOut()
        .printf(
            "Added %,d users with the password %s, %,d rooms, %,d messages in %.1f s.%n",
            users,
            Demo.PASSWORD,
            rooms + (deepRoom > 0 ? 1 : 0),
            messages + deepRoom,
            took.toMillis() / 1e3);
    return Main.STOPPED;
  }

  private void check() {
    least("--users", users, 1);
    least("--rooms", rooms, 0);
    least("--members", members, 1);
    least("--messages", messages, 0);
    least("--deep-room", deepRoom, 0);
    if (members > users) {
      throw new RefusedException(
          "--members is %d: wanted at most --users, %d".formatted(members, users));
    }
    if (rooms == 0 && messages > 0) {
      throw new RefusedException("--messages is %d: wanted 0 without rooms".formatted(messages));
    }
  }

  private static void least(String option, long given, long wanted) {
    if (given < wanted) {
      throw new RefusedException("%s is %d: wanted at least %d".formatted(option, given, wanted));
    }
  }

  /** Several threads tell. */
  private synchronized void tell(long stored) {
    if (stored / TOLD > told / TOLD) {
      PrintWriter errors = spec.commandLine().getErr();
      errors.printf("%,d of %,d messages%n", stored, messages + deepRoom);
      errors.flush();
      told = stored;
    }
  }
}
