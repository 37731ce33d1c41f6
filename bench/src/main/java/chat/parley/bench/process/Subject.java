package chat.parley.bench.process;

import java.net.URI;

/** A server under load. */
public sealed interface Subject extends AutoCloseable permits Parley, Bare, Nodes {
  URI uri();

  /** What it has used so far, its database included. */
  Cpu cpu();

  @Override
  void close();
}
