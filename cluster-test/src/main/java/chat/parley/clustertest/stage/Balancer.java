package chat.parley.clustertest.stage;

import chat.parley.fixture.Await;
import chat.parley.fixture.TestNats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HAProxy, as deploy/haproxy.cfg has it but for the addresses, and for fewer connections. */
final class Balancer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_CONNECTIONS = 1_000;

  private final int port;
  private final Process process;

  private Balancer(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  static boolean isThere() {
    return Programs.find("haproxy").isPresent();
  }

  static Balancer before(List<Node> nodes, Path example, Path work) throws IOException {
    int port = TestNats.freePort();
    StringBuilder config = new StringBuilder();
    for (String line : Files.readAllLines(example)) {
      if (line.strip().startsWith("maxconn ")) {
        config.append("  maxconn %d%n".formatted(MOST_CONNECTIONS));
      } else if (line.strip().startsWith("bind ")) {
        config.append("  bind 127.0.0.1:%d%n".formatted(port));
      } else if (!line.strip().startsWith("server ")) {
        config.append(line).append('\n');
      }
    }
    for (Node node : nodes) {
      config.append(
          "  server %s 127.0.0.1:%d%n".formatted(node.toString().replace(" ", ""), node.port()));
    }
    Path file = Files.writeString(work.resolve("haproxy.cfg"), config);
    Path output = work.resolve("haproxy.log");
    Process process =
        Programs.start(
            List.of(
                Programs.find("haproxy").orElseThrow().toString(), "-db", "-f", file.toString()),
            Map.of(),
            output);
    Balancer balancer = new Balancer(port, process);
    Await.until(PATIENCE, () -> balancer.answers() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IOException("HAProxy does not start: " + Programs.read(output));
    }
    return balancer;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
