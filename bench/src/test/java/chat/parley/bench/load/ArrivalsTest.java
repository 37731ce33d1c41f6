package chat.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void asManyArriveInASecondAsTheRateSays() {
    Arrivals arrivals = new Arrivals(10_000, 0);
    int count = 0;
    while (arrivals.isDue(10 * SECOND)) {
      arrivals.take();
      count++;
    }
    assertThat(count / 10.0).isCloseTo(10_000, within(100.0));
  }

  @Test
  void whatIsTakenWasThePlannedMomentHoweverLateItIsTaken() {
    Arrivals arrivals = new Arrivals(1_000, 0);
    long planned = arrivals.next();
    assertThat(arrivals.isDue(planned - 1)).isFalse();
    assertThat(arrivals.isDue(planned + SECOND)).isTrue();
    assertThat(arrivals.take()).isEqualTo(planned);
    assertThat(arrivals.next()).isGreaterThan(planned);
  }

  @Test
  void theGapsAreThoseOfIndependentArrivals() {
    Arrivals arrivals = new Arrivals(1_000, 0);
    int longerThanTheMean = 0;
    long last = 0;
    for (int i = 0; i < 100_000; i++) {
      long next = arrivals.take();
      longerThanTheMean += next - last > SECOND / 1_000 ? 1 : 0;
      last = next;
    }
    // An exponential gap is longer than its mean with the probability 1/e.
    assertThat(longerThanTheMean / 100_000.0).isCloseTo(1 / Math.E, within(0.01));
  }
}
