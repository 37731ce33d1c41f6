package chat.parley.command;

import chat.parley.transfer.Export;
import chat.parley.transfer.ExportFile;
import chat.parley.transfer.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley export}: all data, whether or not a server is running on it. */
@Command(
    name = "export",
    description = "Write all data as lines of JSON, as they are at this moment.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @ParentCommand private ParleyCommand parley;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      defaultValue = "-",
      description = "Where to; gzipped where it ends in .gz. Default: the standard output.")
  private String file;

  @Override
  public Integer call() throws Exception {
    Progress progress = new Progress(spec.commandLine().getErr());
    return Offline.callBlocking(
        parley.settings(),
        (vertx, postgres) -> {
          Export export = new Export(postgres.dataSource(), progress);
          ExportFile.write(
              file,
              out ->
                  export
                      .write(out)
                      .forEach((table, rows) -> progress.say("%s: %d".formatted(table, rows))));
          return Main.STOPPED;
        });
  }
}
