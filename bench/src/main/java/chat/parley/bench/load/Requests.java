package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a load takes its next request from. */
@FunctionalInterface
public interface Requests {
  /** Bytes made by {@link Bytes}. */
  ByteBuf next();

  /** One after the other, and from the first again when all were taken. */
  static Requests inTurn(List<ByteBuf> requests) {
    AtomicInteger next = new AtomicInteger();
    return () -> requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
  }

  /** Any of these, each as likely as the others. */
  static Requests anyOf(List<ByteBuf> requests) {
    ByteBuf[] all = requests.toArray(ByteBuf[]::new);
    SplittableRandom random = new SplittableRandom(all.length);
    return () -> all[random.nextInt(all.length)];
  }
}
