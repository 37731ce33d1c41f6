package chat.parley.cluster;

import chat.parley.config.Broker;
import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Whether a broker is there, for who does not want to stay. */
public final class BrokerProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Dial.Watch NOBODY =
      new Dial.Watch() {
        @Override
        public void lost(Connection connection) {}

        @Override
        public void overrun() {}
      };

  private BrokerProbe() {}

  /**
   * How long it takes to answer, once connected. Blocks.
   *
   * @throws IOException with the reason, if it cannot be reached or does not answer
   */
  public static Duration answerTime(Broker broker) throws IOException, InterruptedException {
    Connection connection = new Dial(broker).connect(NOBODY);
    try {
      long begin = System.nanoTime();
      connection.flush(PATIENCE);
      return Duration.ofNanos(System.nanoTime() - begin);
    } catch (TimeoutException e) {
      throw new IOException("it does not answer", e);
    } finally {
      connection.close();
    }
  }
}
