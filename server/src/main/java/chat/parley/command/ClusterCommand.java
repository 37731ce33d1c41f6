package chat.parley.command;

import chat.parley.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley cluster ...}: a database of many servers. */
@Command(
    name = "cluster",
    description = "Manage a database of many servers.",
    subcommands = ClusterCommand.Distribute.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ClusterCommand {
  @ParentCommand private ParleyCommand parley;

  @Command(
      name = "distribute",
      description = {
        "Spread the tables over the workers of a Citus cluster, with all that they hold.",
        "Nobody can write meanwhile. Done again, it changes nothing."
      },
      mixinStandardHelpOptions = true)
  static final class Distribute implements Callable<Integer> {
    @ParentCommand private ClusterCommand parent;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      Settings settings = parent.parley.settings();
      if (settings.database().isEmpty()) {
        throw new RefusedException(
            "the embedded database is one server: name the coordinator of a Citus cluster with"
                + " PARLEY_DATABASE_URL");
      }
      Offline.callBlocking(settings, (vertx, postgres) -> postgres.distribute())
          .forEach(spec.commandLine().getOut()::println);
      return Main.STOPPED;
    }
  }
}
