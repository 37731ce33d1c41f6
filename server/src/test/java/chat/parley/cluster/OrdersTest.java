package chat.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cluster.Orders.Order;
import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.realtime.Topic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What event loops leave for the broker's thread. */
final class OrdersTest {
  private static final Topic TOPIC = new Topic("room", 1);
  private static final int MOST_EVENTS = 16;

  private final Orders orders = new Orders();

  @Test
  void theyAreCarriedOutInTheirOrder() throws InterruptedException {
    Order change = new Order.Change(TOPIC);
    orders.send(event(1));
    orders.add(change);
    orders.send(event(2));
    assertThat(orders.take(Duration.ZERO))
        .extracting(order -> order instanceof Order.Send send ? send.event().seq() : order)
        .containsExactly(1L, change, 2L);
  }

  @Test
  void eventsBeyondTheBoundAreDroppedAndCountedAndOthersNever() throws InterruptedException {
    for (int seq = 1; seq <= MOST_EVENTS + 5; seq++) {
      orders.send(event(seq));
    }
    orders.add(new Order.Change(TOPIC));
    assertThat(orders.dropped()).isEqualTo(5);
    assertThat(orders.dropped()).isZero();
    List<Order> taken = orders.take(Duration.ZERO);
    assertThat(taken).hasSize(MOST_EVENTS + 1).last().isInstanceOf(Order.Change.class);
    orders.send(event(99));
    assertThat(orders.take(Duration.ZERO)).hasSize(1);
  }

  @Test
  void whatIsForgottenMakesRoom() throws InterruptedException {
    for (int seq = 1; seq <= MOST_EVENTS; seq++) {
      orders.send(event(seq));
    }
    orders.forget();
    assertThat(orders.take(Duration.ZERO)).isEmpty();
    for (int seq = 1; seq <= MOST_EVENTS; seq++) {
      orders.send(event(seq));
    }
    assertThat(orders.dropped()).isZero();
  }

  /** Almost a mebibyte. */
  private static Event event(long seq) {
    Frame frame = Frame.of("test", seq, json -> json.writeString("x".repeat((1 << 20) - 2)));
    return Event.lasting(TOPIC, seq, frame, 0, null);
  }
}
