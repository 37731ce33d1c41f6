package chat.parley.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code parley seed}: fills a data directory. */
public final class Seed {
  private Seed() {}

  /** Returns when it is filled. */
  public static void run(
      Installation installation, Children children, Path data, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(installation.script().toString(), "seed"));
    command.addAll(options);
    Path errors = Files.createTempFile("parley-bench", ".log");
    try {
      Process process = children.start(command, installation.environment(data), errors);
      process.getInputStream().readAllBytes();
      children.end(process);
      if (process.exitValue() != 0) {
        throw new IOException("parley seed failed: " + Files.readString(errors).strip());
      }
    } finally {
      Files.delete(errors);
    }
  }
}
