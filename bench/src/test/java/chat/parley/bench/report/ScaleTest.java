package chat.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource({"100000,100000,20000", "79211,80000,20000", "7.3,8,2", "0.41,0.5,0.1", "1,1,0.2"})
  void anAxisEndsAtARoundNumberNotFarAboveTheHighest(double highest, double top, double step) {
    Scale scale = Scale.upTo(highest);
    assertThat(scale.top()).isCloseTo(top, within(top));
    assertThat(scale.step()).isCloseTo(step, within(step));
  }

  @Test
  void marksAreWrittenWithAsManyDecimalsAsTheyNeed() {
    Scale scale = Scale.upTo(0.41);
    List<String> labels = scale.marks().stream().map(scale::label).toList();
    assertThat(labels).containsExactly("0", "0.1", "0.2", "0.3", "0.4", "0.5");
  }

  @Test
  void anEmptyAxisHasALengthAllTheSame() {
    assertThat(Scale.upTo(0).top()).isPositive();
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.api.Assertions.within(value * 1e-9);
  }
}
