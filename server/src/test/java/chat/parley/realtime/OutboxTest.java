package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client is given, and what is counted of it, by a wire on which as much waits as is said. */
final class OutboxTest {
  private static final Frame FRAME = Frame.of("typing", json -> json.writeString("x".repeat(10)));

  private static final class StuckWire implements Wire {
    private final List<Frame> written = new ArrayList<>();
    private long waiting;
    private @Nullable CloseCode closed;

    @Override
    public long waiting() {
      return waiting;
    }

    @Override
    public void write(Frame frame) {
      written.add(frame);
    }

    @Override
    public void flush() {
      // Nothing goes.
    }

    @Override
    public Future<Void> writeAndTell(Frame frame) {
      write(frame);
      return Future.succeededFuture();
    }

    @Override
    public void close(CloseCode code) {
      closed = code;
    }
  }

  private final StuckWire wire = new StuckWire();
  private final LiveCounts counts = LiveCounts.zero();
  private final Outbox outbox = new Outbox(wire, 100, counts);

  @Test
  void whatIsGivenIsCounted() {
    outbox.send(FRAME);
    outbox.offer(FRAME);
    outbox.sendPage(FRAME);
    assertThat(wire.written).hasSize(3);
    assertThat(counts.deliveries().sum()).isEqualTo(3);
  }

  @Test
  void whatDoesNotLastIsDroppedWhenHalfIsTaken() {
    wire.waiting = 60;
    outbox.offer(FRAME);
    outbox.send(FRAME);
    assertThat(wire.written).hasSize(1);
    assertThat(counts.dropped().sum()).isEqualTo(1);
  }

  @Test
  void whoIsTooSlowIsClosedOnce() {
    wire.waiting = 99;
    outbox.send(FRAME);
    outbox.send(FRAME);
    assertThat(wire.closed).isEqualTo(CloseCode.TOO_SLOW);
    assertThat(counts.closes()).extractingByKey(CloseCode.TOO_SLOW).hasToString("1");
    assertThat(wire.written).isEmpty();
  }
}
