package chat.parley.clustertest.stage;

import chat.parley.fixture.TestNats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/** The whole cluster: three nodes, their database, their broker, and a balancer before them. */
public final class Stage implements AutoCloseable {
  private static final int NODES = 3;

  private final Path work;
  private final Deque<Runnable> ending = new ConcurrentLinkedDeque<>();
  private final Postgres postgres;
  private final TestNats nats;
  private final List<Node> nodes = new ArrayList<>();
  private final Optional<Balancer> balancer;

  private Stage(Path work, Path jar, Path example) throws IOException, InterruptedException {
    this.work = work;
    try {
      this.postgres = Postgres.make(work, jar);
      ending.push(postgres::close);
      this.nats = TestNats.running();
      ending.push(nats::close);
      for (int number = 1; number <= NODES; number++) {
        Node node = new Node(number, jar, work, postgres, nats);
        ending.push(node::close);
        nodes.add(node);
      }
      nodes.forEach(Node::awaitReady);
      this.balancer =
          Balancer.isThere()
              ? Optional.of(Balancer.before(nodes, example, work))
              : Optional.empty();
      balancer.ifPresent(before -> ending.push(before::close));
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything.
   *
   * @param jar the packaged server
   * @param example the configuration of HAProxy that people are given
   */
  public static Stage set(Path jar, Path example) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("parley-cluster-");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
    return new Stage(work, jar, example);
  }

  public List<Node> nodes() {
    return nodes;
  }

  public Postgres postgres() {
    return postgres;
  }

  public TestNats nats() {
    return nats;
  }

  public boolean isBalanced() {
    return balancer.isPresent();
  }

  /** Where to go: to the balancer, or to any node where there is none. */
  public int port(Random random) {
    return balancer.map(Balancer::port).orElseGet(() -> nodes.get(random.nextInt(NODES)).port());
  }

  @Override
  public void close() {
    for (Runnable end = ending.poll(); end != null; end = ending.poll()) {
      end.run();
    }
  }

  /** What the programs wrote, for whoever looks for the cause of a failure. */
  public Path work() {
    return work;
  }

  /** Deletes what the programs wrote. */
  public void sweep() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
