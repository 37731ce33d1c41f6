package chat.parley.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  private final Samples samples = new Samples();

  @Test
  void theMedianIsTheOneInTheMiddle() {
    add(9, 1, 5);
    assertThat(samples.median()).isEqualTo(5);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    add(9, 1, 5, 7);
    assertThat(samples.median()).isEqualTo(6);
  }

  @Test
  void nothingHasNoMedian() {
    assertThat(samples.median()).isNaN();
  }

  private void add(double... values) {
    for (double value : values) {
      samples.add(value);
    }
  }
}
