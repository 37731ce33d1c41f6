package chat.parley.command;

import chat.parley.config.Settings;
import chat.parley.storage.Backup;
import chat.parley.transfer.Epoch;
import chat.parley.transfer.ExportFile;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley restore}: what {@code parley backup} wrote, into a data directory without a database. */
@Command(
    name = "restore",
    description = "Make the embedded database out of a backup, in an empty data directory.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @ParentCommand private ParleyCommand parley;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "The backup, gzipped or not; - for the standard input.")
  private String file;

  @Override
  public Integer call() throws Exception {
    Settings settings = parley.settings();
    try (InputStream backup = ExportFile.open(file)) {
      Backup.restore(settings, backup, Epoch::renew);
    }
    spec.commandLine().getErr().println("Restored " + settings.dataDirectory() + ".");
    return Main.STOPPED;
  }
}
