package chat.parley.realtime;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What happened on live connections, on all event loops together.
 *
 * @param sockets that are open now
 * @param streams that are open now
 * @param deliveries frames and pages given to a client's connection
 * @param dropped frames that were not, since they may be dropped and the client is behind
 * @param gapsRepaired holes that the database filled
 * @param closes by the server, by why
 */
public record LiveCounts(
    LongAdder sockets,
    LongAdder streams,
    LongAdder deliveries,
    LongAdder dropped,
    LongAdder gapsRepaired,
    Map<CloseCode, LongAdder> closes) {

  public static LiveCounts zero() {
    return new LiveCounts(
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        Arrays.stream(CloseCode.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), code -> new LongAdder())));
  }

  void closed(CloseCode code) {
    Objects.requireNonNull(closes.get(code)).increment();
  }
}
