package chat.parley.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Parley that serves, as a process of its own, started as everybody starts it: by {@code scripts/parley}. */
public final class Parley implements Subject {
  private static final Pattern READY = Pattern.compile("Parley is ready at (http://\\S+)");

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private final Children children;
  private final Process process;
  private final Path data;
  private final URI uri;

  private Parley(Children children, Process process, Path data, URI uri) {
    this.children = children;
    this.process = process;
    this.data = data;
    this.uri = uri;
  }

  /** Starts it on a data directory, on any free port; returns when it says that it is ready. */
  public static Parley start(Installation installation, Children children, Path data)
      throws IOException {
    return start(installation, children, data, Map.of());
  }

  /** The same with further settings. */
  public static Parley start(
      Installation installation, Children children, Path data, Map<String, String> settings)
      throws IOException {
    Map<String, String> environment = new HashMap<>(installation.environment(data));
    environment.putAll(settings);
    Path errors = Files.createTempFile("parley-bench", ".log");
    Process process =
        children.start(List.of(installation.script().toString(), "serve"), environment, errors);
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        Files.deleteIfExists(errors);
        return new Parley(children, process, data, URI.create(ready.group(1)));
      }
    }
    throw new IOException("Parley did not start: " + Files.readString(errors).strip());
  }

  /** Returns when it has answered that all its parts are there. */
  public void awaitAnswer() throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request = "GET /health/ready/ HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      if (!answer.startsWith("HTTP/1.1 200")) {
        throw new IOException("Parley is not ready: " + answer);
      }
    }
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Cpu cpu() {
    return Cpu.of(process.toHandle(), postgres());
  }

  /** Memory of the Java process, without PostgreSQL, in KiB. */
  public long rssKib() {
    return new Proc(process.pid()).rssKib();
  }

  /** What lives in its heap after a full collection, in bytes, as {@code jcmd} counts it. */
  public long liveHeapBytes() throws IOException {
    Path java = Path.of(new Proc(process.pid()).command().getFirst());
    String histogram =
        Programs.run(
            List.of(
                java.resolveSibling("jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram"));
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("jcmd told no total: " + histogram.strip());
    }
    return Long.parseLong(total.group(1));
  }

  /** The options of its Java, for a server that is to run under the same. */
  List<String> javaOptions() {
    List<String> command = new Proc(process.pid()).command();
    return command.subList(1, command.indexOf("-jar")).stream()
        .filter(option -> !option.contains("SharedArchive"))
        .toList();
  }

  /** Where its embedded PostgreSQL listens. */
  public Path databaseSocket() throws IOException {
    return data.resolve("socket").toRealPath();
  }

  /** PostgreSQL's processes: each connection is one. */
  private Stream<ProcessHandle> postgres() {
    try (var lines = Files.lines(data.resolve("db/postmaster.pid"))) {
      long pid = Long.parseLong(lines.findFirst().orElse("0").strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()));
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  @Override
  public void close() {
    children.end(process);
  }
}
