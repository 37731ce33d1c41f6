package chat.parley.command;

import chat.parley.auth.Passwords;
import chat.parley.transfer.Import;
import chat.parley.transfer.Progress;
import chat.parley.transfer.Report;
import chat.parley.transfer.foreign.ForeignImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley import}: what {@code parley export} or another system wrote, into an empty database. */
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

  @Option(
      names = "--from",
      paramLabel = "SYSTEM",
      description =
          "Of another system: ${COMPLETION-CANDIDATES}. edulite: what manage.py dumpdata or pg_dump"
              + " writes; slack: the export's zip.")
  private @Nullable ForeignImport system;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    return Offline.callAlone(
        parley.settings(),
        (vertx, postgres) -> {
          load(postgres.dataSource(), err);
          return Main.STOPPED;
        });
  }

  private void load(DataSource target, PrintWriter err) throws SQLException, IOException {
    Progress progress = new Progress(err);
    if (system == null) {
      new Import(target, progress).read(file);
      return;
    }
    Report report = new Report();
    Map<String, Long> stored =
        system.into(target, Path.of(file), Passwords::isKnown, report, progress);
    report.printTo(err);
    stored.forEach((table, rows) -> progress.say("%s: %d".formatted(table, rows)));
  }
}
