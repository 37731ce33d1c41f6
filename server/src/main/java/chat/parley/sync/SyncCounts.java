package chat.parley.sync;

import chat.parley.realtime.LiveCounts;
import java.util.concurrent.atomic.LongAdder;

/**
 * How clients keep in step, on all event loops together.
 *
 * @param connections what happened on their connections
 * @param resumed rooms that a client came back to with a number to go on from
 * @param reset rooms that it came back to with a number that was of no use
 */
public record SyncCounts(LiveCounts connections, LongAdder resumed, LongAdder reset) {
  public static SyncCounts zero() {
    return new SyncCounts(LiveCounts.zero(), new LongAdder(), new LongAdder());
  }

  void cameBack(boolean usable) {
    (usable ? resumed : reset).increment();
  }
}
