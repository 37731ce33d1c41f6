package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.SplittableRandom;

/** Where a load takes its next request from. */
@FunctionalInterface
public interface Requests {
  /** Bytes made by {@link Bytes}. */
  ByteBuf next();

  /** Any of these, each as likely as the others. */
  static Requests anyOf(List<ByteBuf> requests) {
    ByteBuf[] all = requests.toArray(ByteBuf[]::new);
    SplittableRandom random = new SplittableRandom(all.length);
    return () -> all[random.nextInt(all.length)];
  }
}
