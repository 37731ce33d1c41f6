package chat.parley;

import chat.parley.config.ConfigurationException;
import chat.parley.config.Settings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code parley}: serves, unless another command is named. */
@Command(
    name = "parley",
    description = "A chat backend that you put beside your application.",
    subcommands = {
      ServeCommand.class,
      UserCommand.class,
      TokenCommand.class,
      SeedCommand.class,
      ClusterCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {"", "Settings are PARLEY_... environment variables; the README lists them."})
public final class Main implements Callable<Integer> {
  static final int STOPPED = 0;
  static final int FAILED = 1;
  static final int MISCONFIGURED = 2;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "A properties file with settings; the environment goes before it.")
  private @Nullable Path config;

  private final CommandLine commandLine = new CommandLine(this);

  public static void main(String[] arguments) {
    System.exit(new Main().execute(arguments));
  }

  int execute(String... arguments) {
    return commandLine
        .setExecutionExceptionHandler((exception, command, parsed) -> {
          command.getErr().println(command.getColorScheme().errorText(oneLine(exception)));
          return exception instanceof ConfigurationException ? MISCONFIGURED : FAILED;
        })
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    return ServeCommand.serve(settings(), commandLine.getOut());
  }

  Settings settings() {
    Settings settings =
        config == null ? Settings.from(System.getenv()) : Settings.from(System.getenv(), config);
    System.setProperty("parley.log", settings.logFormat().name().toLowerCase(Locale.ROOT));
    return settings;
  }

  private static String oneLine(Exception exception) {
    String message = exception.getMessage();
    return "parley: "
        + (message == null ? exception.toString() : message.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"parley " + (version == null ? "(development)" : version)};
    }
  }
}
