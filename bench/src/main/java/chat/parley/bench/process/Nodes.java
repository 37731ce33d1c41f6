package chat.parley.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parleys that share a database, and a broker where there are several. */
public final class Nodes implements Subject {
  private final List<Parley> nodes;
  private final SharedPostgres postgres;
  private final Optional<Broker> broker;

  private Nodes(List<Parley> nodes, SharedPostgres postgres, Optional<Broker> broker) {
    this.nodes = nodes;
    this.postgres = postgres;
    this.broker = broker;
  }

  /**
   * Starts them one after the other.
   *
   * @param broker nothing for a node alone
   * @param data a directory that each makes one of its own in
   */
  public static Nodes start(
      Installation installation,
      Children children,
      int count,
      SharedPostgres postgres,
      Optional<Broker> broker,
      Path data)
      throws IOException {
    Map<String, String> joined = new HashMap<>(Map.of("PARLEY_DATABASE_URL", postgres.url()));
    broker.ifPresent(there -> {
      joined.put("PARLEY_NATS_URL", there.url());
      joined.put("PARLEY_NATS_PREFIX", "nodes" + count);
    });
    List<Parley> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(Parley.start(installation, children, data.resolve("node" + i), joined));
    }
    return new Nodes(nodes, postgres, broker);
  }

  public int count() {
    return nodes.size();
  }

  @Override
  public URI uri() {
    return nodes.getFirst().uri();
  }

  public List<URI> uris() {
    return nodes.stream().map(Parley::uri).toList();
  }

  @Override
  public Cpu cpu() {
    List<Cpu> each = nodes.stream().map(Parley::cpu).toList();
    return new Cpu(
        each.stream().mapToLong(Cpu::server).sum(),
        each.stream().mapToLong(Cpu::compiler).sum(),
        postgres.cpuMicros(),
        broker.map(Broker::cpuMicros).orElse(0L));
  }

  @Override
  public void close() {
    nodes.forEach(Parley::close);
  }
}
