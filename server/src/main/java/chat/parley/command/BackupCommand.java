package chat.parley.command;

import chat.parley.config.Settings;
import chat.parley.storage.Backup;
import chat.parley.transfer.ExportFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley backup}: a copy of the embedded database, whether or not a server is running on it. */
@Command(
    name = "backup",
    description = "Copy the embedded database, also while the server runs.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @ParentCommand private ParleyCommand parley;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A tar; gzipped where it ends in .gz or .tgz; - for the standard output.")
  private String file;

  @Override
  public Integer call() throws Exception {
    Settings settings = parley.settings();
    ExportFile.writeBytes(file, out -> Backup.write(settings, out));
    spec.commandLine().getErr().println("Backed up " + settings.dataDirectory() + ".");
    return Main.STOPPED;
  }
}
