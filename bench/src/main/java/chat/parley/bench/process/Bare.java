package chat.parley.bench.process;

import chat.parley.bench.bare.BareMain;
import chat.parley.bench.bare.RecordedAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The bare Vert.x server, as a process of its own, under the Java options of Parley. */
public final class Bare implements Subject {
  private final Children children;
  private final Process process;
  private final URI uri;

  private Bare(Children children, Process process, URI uri) {
    this.children = children;
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it.
   *
   * @param likeness whose Java options it gets
   * @param answer what it answers to every request
   */
  public static Bare start(Children children, Parley likeness, RecordedAnswer answer)
      throws IOException {
    Path file = Files.createTempFile("parley-bench", ".http");
    try {
      Files.write(file, answer.bytes());
      return start(children, likeness, file);
    } finally {
      Files.delete(file);
    }
  }

  private static Bare start(Children children, Parley likeness, Path answer) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(likeness.javaOptions());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BareMain.class.getName(),
            answer.toString()));
    Process process = children.start(command, Map.of(), Path.of("/dev/null"));
    String line = process.inputReader().readLine();
    if (line == null) {
      throw new IOException("the bare server did not start: " + String.join(" ", command));
    }
    return new Bare(children, process, URI.create(line));
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Cpu cpu() {
    return Cpu.of(process.toHandle(), Stream.empty());
  }

  @Override
  public void close() {
    children.end(process);
  }
}
