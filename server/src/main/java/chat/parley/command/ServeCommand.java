package chat.parley.command;

import chat.parley.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code parley serve}: answers requests until it is told to stop. */
@Command(name = "serve", description = "Serve (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private ParleyCommand parley;

  @Override
  public Integer call() throws StorageException, IOException, InterruptedException {
    return Main.serve(parley.settings());
  }
}
