package chat.parley;

import chat.parley.transfer.Import;
import chat.parley.transfer.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley import}: what {@code parley export} wrote, into an empty database. */
@Command(
    name = "import",
    description = "Store an export in an empty database. Interrupted, it goes on when run again.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @ParentCommand private ParleyCommand parley;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      defaultValue = "-",
      description = "Where from, gzipped or not. Default: the standard input.")
  private String file;

  @Override
  public Integer call() throws Exception {
    return Offline.callAlone(
        parley.settings(),
        (vertx, postgres) -> {
          new Import(postgres.dataSource(), new Progress(spec.commandLine().getErr())).read(file);
          return Main.STOPPED;
        });
  }
}
