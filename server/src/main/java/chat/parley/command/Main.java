package chat.parley.command;

import chat.parley.Server;
import chat.parley.config.ConfigurationException;
import chat.parley.config.Settings;
import chat.parley.storage.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Where the program begins. Where it is just to serve, it leaves out {@link ParleyCommand}: to read
 * a command line takes longer than to start PostgreSQL.
 */
public final class Main {
  static final int STOPPED = 0;
  static final int FAILED = 1;
  static final int MISCONFIGURED = 2;

  private Main() {}

  public static void main(String[] arguments) {
    boolean justServes =
        arguments.length == 0 || (arguments.length == 1 && arguments[0].equals("serve"));
    System.exit(justServes ? serve() : new ParleyCommand().execute(arguments));
  }

  private static int serve() {
    try {
      return serve(settings(Optional.empty()));
    } catch (Exception e) {
      return report(e, new PrintWriter(System.err, true, System.err.charset()));
    }
  }

  /** Answers requests until a signal ends the process. Returns only if it cannot start. */
  static int serve(Settings settings) throws StorageException, IOException, InterruptedException {
    Server server = Server.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    System.out.println("Parley is ready at " + server.uri());
    new CountDownLatch(1).await();
    return STOPPED;
  }

  /** The settings of the environment, and of a file for what the environment does not name. */
  static Settings settings(Optional<Path> file) {
    Settings settings =
        file.map(path -> Settings.from(System.getenv(), path))
            .orElseGet(() -> Settings.from(System.getenv()));
    System.setProperty(
        "parley.log", settings.watching().logFormat().name().toLowerCase(Locale.ROOT));
    System.setProperty("parley.level", settings.watching().logLevel().name());
    return settings;
  }

  /** Says in one line why nothing came of it, and gives the exit code. */
  static int report(Exception exception, PrintWriter errors) {
    String message = exception.getMessage();
    errors.println(
        "parley: "
            + (message == null
                ? exception.toString()
                : message.strip().replaceAll("\\s*\\R\\s*", " ")));
    return exception instanceof ConfigurationException ? MISCONFIGURED : FAILED;
  }

  /** The virtual machine would end with the signal's number; a stop that was asked for ends with 0. */
  private static void stop(Server server) {
    Impatience.begin();
    int code = STOPPED;
    try {
      server.close();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Main.class).error("The stop was not clean", e);
      code = FAILED;
    }
    Runtime.getRuntime().halt(code);
  }
}
