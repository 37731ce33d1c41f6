package chat.parley.bench.process;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A nats-server, and what it counts itself. */
public final class Broker implements AutoCloseable {
  private final Children children;
  private final Process process;
  private final int port;
  private final int countsPort;

  private Broker(Children children, Process process, int port, int countsPort) {
    this.children = children;
    this.process = process;
    this.port = port;
    this.countsPort = countsPort;
  }

  /**
   * What has gone through it since it was started.
   *
   * @param messages that came in
   * @param copies of them that went out
   * @param bytes of both, without the protocol's own words
   */
  public record Traffic(long messages, long copies, long bytes) {
    public Traffic since(Traffic earlier) {
      return new Traffic(
          messages - earlier.messages, copies - earlier.copies, bytes - earlier.bytes);
    }
  }

  /** Starts one that answers; empty where there is no nats-server. */
  public static Optional<Broker> start(Children children) throws IOException {
    Optional<Path> program = Programs.find("nats-server");
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int port = Ports.free();
    int countsPort = Ports.free();
    List<String> command =
        List.of(
            program.get().toString(),
            "--addr=127.0.0.1",
            "--port=" + port,
            "--http_port=" + countsPort);
    Process process = children.start(command, Map.of(), Path.of("/dev/null"));
    Ports.awaitOpen(process, port);
    Ports.awaitOpen(process, countsPort);
    return Optional.of(new Broker(children, process, port, countsPort));
  }

  String url() {
    return "nats://127.0.0.1:" + port;
  }

  long cpuMicros() {
    return Cpu.of(process.toHandle());
  }

  public Traffic traffic() throws IOException {
    URI counts = URI.create("http://127.0.0.1:%d/varz".formatted(countsPort));
    try (InputStream answer = counts.toURL().openStream()) {
      JsonObject varz = new JsonObject(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
      return new Traffic(
          varz.getLong("in_msgs"),
          varz.getLong("out_msgs"),
          varz.getLong("in_bytes") + varz.getLong("out_bytes"));
    }
  }

  @Override
  public void close() {
    children.end(process);
  }
}
