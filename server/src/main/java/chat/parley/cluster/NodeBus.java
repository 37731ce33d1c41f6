package chat.parley.cluster;

import chat.parley.realtime.Bus;
import chat.parley.realtime.Hub;
import java.util.Optional;

/** The bus of one process, for the hubs of its event loops. */
public sealed interface NodeBus extends Bus, AutoCloseable permits LocalBus, NatsBus {

  /**
   * Adds the hub of the calling event loop.
   *
   * @param epoch the store that all numbers are of; events of another one are not for these hubs
   */
  void join(Hub hub, String epoch);

  /** Why the other processes are not reached, in a few words; empty where they are. */
  Optional<String> trouble();

  /** Sends what was published before, and leaves. Blocks, for 3 s at most. */
  @Override
  void close();
}
