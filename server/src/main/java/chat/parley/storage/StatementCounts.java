package chat.parley.storage;

import chat.parley.measure.Distribution;
import java.util.concurrent.atomic.LongAdder;

/**
 * How the database keeps up, on all event loops together.
 *
 * @param reads how long statements took that take no row locks, waiting for a connection included
 * @param writes how long the others took
 * @param waiting statements that wait for a connection or for their answer now
 * @param failed statements that were not answered, or refused
 */
public record StatementCounts(
    Distribution reads, Distribution writes, LongAdder waiting, LongAdder failed) {
  public static StatementCounts zero() {
    return new StatementCounts(
        Distribution.ofDurations(), Distribution.ofDurations(), new LongAdder(), new LongAdder());
  }
}
