package chat.parley.command;

import chat.parley.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code parley} with arguments: serves, unless another command is named. */
@Command(
    name = "parley",
    description = "A chat backend that you put beside your application.",
    subcommands = {
      ServeCommand.class,
      UserCommand.class,
      RoomCommand.class,
      TokenCommand.class,
      SeedCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      DoctorCommand.class,
      RestoreCommand.class,
      ClusterCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = ParleyCommand.Version.class,
    footer = {"", "Settings are PARLEY_... environment variables; the README lists them."})
final class ParleyCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "A properties file with settings; the environment goes before it.")
  private @Nullable Path config;

  private final CommandLine commandLine =
      new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);

  /** What commands say goes there, instead of to the standard output and error. */
  ParleyCommand saying(PrintWriter output, PrintWriter errors) {
    commandLine.setOut(output).setErr(errors);
    return this;
  }

  int execute(String... arguments) {
    return commandLine
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> Main.report(exception, command.getErr()))
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    return Main.serve(settings());
  }

  Settings settings() {
    return Main.settings(Optional.ofNullable(config));
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"parley " + (version == null ? "(development)" : version)};
    }
  }
}
