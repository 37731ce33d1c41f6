package chat.parley.messages;

import chat.parley.measure.Distribution;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was sent and read, on all event loops together.
 *
 * @param batches how many messages went to the database at once
 * @param repeated sends that repeated an earlier one by its key, and stored nothing
 * @param pagesKept history requests that were answered from memory
 * @param pagesRead those for which the page was read from the database
 * @param pagesKnown those that were answered 304
 */
public record MessageCounts(
    Distribution batches,
    LongAdder repeated,
    LongAdder pagesKept,
    LongAdder pagesRead,
    LongAdder pagesKnown) {
  public static MessageCounts zero() {
    return new MessageCounts(
        Distribution.ofSizes(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
