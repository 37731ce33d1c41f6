package chat.parley.clustertest.stage;

import chat.parley.fixture.Await;
import chat.parley.fixture.TestNats;
import chat.parley.fixture.TestProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One server process, with a network of its own to the database and to the broker. */
public final class Node implements AutoCloseable {
  /** What tokens are signed with. */
  public static final String SIGNING_KEY = "a-signing-key-of-the-cluster-test-00001";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int number;
  private final Path jar;
  private final Path work;
  private final int port = TestNats.freePort();
  private final TestProxy toPostgres;
  private final TestProxy toNats;
  private Process process;
  private int starts;

  Node(int number, Path jar, Path work, Postgres postgres, TestNats nats) {
    this.number = number;
    this.jar = jar;
    this.work = work;
    this.toPostgres = TestProxy.to(postgres.port());
    this.toNats = TestProxy.to(nats.port());
    this.process = run();
  }

  public int port() {
    return port;
  }

  /** The network between this node and the database. */
  public TestProxy toPostgres() {
    return toPostgres;
  }

  /** The network between this node and the broker. */
  public TestProxy toNats() {
    return toNats;
  }

  /** Starts again; returns when it serves. */
  public void start() {
    process = run();
    awaitReady();
  }

  void awaitReady() {
    Await.until(PATIENCE, () -> isReady() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(this + " did not start: " + Programs.read(output()));
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGSTOP: it is there, and does nothing. */
  public void freeze() {
    Programs.signal(process, "STOP");
  }

  /** SIGCONT. */
  public void thaw() {
    Programs.signal(process, "CONT");
  }

  /** SIGTERM; gives the exit code. */
  public int terminate() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(this + " does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
    toPostgres.close();
    toNats.close();
  }

  @Override
  public String toString() {
    return "node " + number;
  }

  private boolean isReady() {
    return Programs.read(output()).contains("Parley is ready");
  }

  /** What it wrote since its last start. */
  private Path output() {
    return work.resolve("node%d-%d.log".formatted(number, starts));
  }

  private Process run() {
    starts++;
    // Three of them share the cores of a small machine: quick to start rather than quick later.
    List<String> command =
        List.of(Programs.java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
    return Programs.start(
        command,
        Map.of(
            "PARLEY_PORT",
            Integer.toString(port),
            "PARLEY_DATA_DIR",
            work.resolve("node" + number).toString(),
            "PARLEY_DATABASE_URL",
            "postgresql://parley@127.0.0.1:%d/parley?sslmode=disable".formatted(toPostgres.port()),
            "PARLEY_NATS_URL",
            "nats://127.0.0.1:" + toNats.port(),
            "PARLEY_JWT_SECRET",
            SIGNING_KEY,
            "PARLEY_LIMITS",
            "off"),
        output());
  }
}
