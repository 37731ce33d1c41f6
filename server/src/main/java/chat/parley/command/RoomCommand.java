package chat.parley.command;

import chat.parley.config.Retention;
import chat.parley.erasure.RoomRetention;
import chat.parley.rooms.RoomId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley room ...}: rooms, by hand. */
@Command(
    name = "room",
    description = "Manage rooms.",
    subcommands = RoomCommand.Keep.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RoomCommand {
  @ParentCommand private ParleyCommand parley;

  @Command(
      name = "retention",
      description = {
        "Say how long a room keeps its messages, whatever PARLEY_RETENTION says; or show it.",
        "What is older is deleted by the server, within seconds."
      },
      mixinStandardHelpOptions = true)
  static final class Keep implements Callable<Integer> {
    private static final String USUAL = "default";

    @ParentCommand private RoomCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The room.")
    private long room;

    @Parameters(
        paramLabel = "TIME",
        arity = "0..1",
        index = "1",
        description =
            "A time such as 12h or 30d; off: for ever; default: as PARLEY_RETENTION says.")
    private @Nullable String time;

    @Override
    public Integer call() throws Exception {
      RoomId id = new RoomId(room);
      String given = time;
      RoomRetention present =
          given == null
              ? Offline.call(
                      parent.parley.settings(), (vertx, database) -> RoomRetention.of(database, id))
                  .orElseThrow(this::noRoom)
              : store(id, given);
      spec.commandLine().getOut().printf("Room %d %s.%n", room, told(present));
      return Main.STOPPED;
    }

    private RoomRetention store(RoomId id, String text) throws Exception {
      RoomRetention wanted = parse(text);
      if (!Offline.call(
          parent.parley.settings(), (vertx, database) -> wanted.store(database, id))) {
        throw noRoom();
      }
      return wanted;
    }

    private RefusedException noRoom() {
      return new RefusedException("there is no room " + room);
    }

    private static RoomRetention parse(String text) {
      if (text.equals(USUAL)) {
        return new RoomRetention.Usual();
      }
      Optional<Duration> time = Retention.parse("TIME", text);
      return time.isPresent() ? new RoomRetention.For(time.get()) : new RoomRetention.ForEver();
    }

    private static String told(RoomRetention retention) {
      return switch (retention) {
        case RoomRetention.Usual() -> "keeps its messages as PARLEY_RETENTION says";
        case RoomRetention.ForEver() -> "keeps its messages for ever";
        case RoomRetention.For(Duration time) -> "keeps its messages for " + Retention.text(time);
      };
    }
  }
}
