package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Pauses;
import chat.parley.fixture.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Asks until there is an answer: what cannot be answered at present is answered by 5xx, or not at all,
 * and is asked again.
 */
final class Asking {
  /** How long one attempt may take. */
  static final Duration ATTEMPT = Duration.ofSeconds(6);

  private static final long MOST_NANOS = Duration.ofSeconds(60).toNanos();

  private final Refusals refusals;
  private final Random random;

  Asking(Refusals refusals, Random random) {
    this.refusals = refusals;
    this.random = random;
  }

  /**
   * Goes on until an attempt comes to something.
   *
   * @throws IllegalStateException after a minute without
   */
  <T> T untilAnswered(String what, Supplier<Optional<T>> attempt) {
    long end = System.nanoTime() + MOST_NANOS;
    for (Optional<T> answer = attempt.get(); ; answer = attempt.get()) {
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("no answer for a minute: " + what);
      }
      Pauses.take(Duration.ofMillis(100 + random.nextInt(300)));
    }
  }

  /** One attempt by REST; empty where there is no answer yet. */
  Optional<Reply> ask(String what, Supplier<Reply> request) {
    try {
      Reply reply = request.get();
      if (reply.status() < 500) {
        return Optional.of(reply);
      }
      refusals.add("%s: %d".formatted(what, reply.status()));
    } catch (UncheckedIOException e) {
      refusals.add("%s: %s".formatted(what, e.getCause()));
    }
    return Optional.empty();
  }
}
