package chat.parley.doctor;

import chat.parley.cluster.BrokerProbe;
import chat.parley.config.Broker;
import java.io.IOException;
import java.time.Duration;

/** The NATS server: reached, and answering. */
final class BrokerHealth {
  private BrokerHealth() {}

  static Finding examine(Broker broker) {
    try {
      Duration answer = BrokerProbe.answerTime(broker);
      return new Finding.Good(
          "broker", "NATS answers within %d ms".formatted(Math.max(1, answer.toMillis())));
    } catch (IOException e) {
      return new Finding.Wrong(
          "broker",
          "NATS cannot be used (%s); meanwhile nodes look for each other's messages in the database"
              .formatted(e.getMessage()),
          "see that it runs, and that PARLEY_NATS_URL and PARLEY_NATS_CREDS are right");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding.Wrong("broker", "interrupted", "try again");
    }
  }
}
