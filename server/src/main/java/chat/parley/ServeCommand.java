package chat.parley;

import chat.parley.config.Settings;
import chat.parley.storage.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley serve}: answers requests until it is told to stop. */
@Command(name = "serve", description = "Serve (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws StorageException, IOException, InterruptedException {
    return serve(main.settings(), spec.commandLine().getOut());
  }

  /** Returns only if it cannot start: a signal ends the process. */
  static int serve(Settings settings, PrintWriter out)
      throws StorageException, IOException, InterruptedException {
    Server server = Server.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    out.println("Parley is ready at " + server.uri());
    out.flush();
    new CountDownLatch(1).await();
    return Main.STOPPED;
  }

  /** The virtual machine would end with the signal's number; a stop that was asked for ends with 0. */
  private static void stop(Server server) {
    Impatience.begin();
    int code = Main.STOPPED;
    try {
      server.close();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(ServeCommand.class).error("The stop was not clean", e);
      code = Main.FAILED;
    }
    Runtime.getRuntime().halt(code);
  }
}
