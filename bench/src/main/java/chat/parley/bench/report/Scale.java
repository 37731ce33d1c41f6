package chat.parley.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis from 0 to a round number.
 *
 * @param top the number at its end
 * @param step from one mark to the next
 */
record Scale(double top, double step) {
  private static final int MOST_STEPS = 5;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  /** The shortest that has a value on it. */
  static Scale upTo(double highest) {
    double rough = Math.max(highest, 1e-9) / MOST_STEPS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = 10 * power;
    for (int i = ROUND.length - 1; i >= 0; i--) {
      if (ROUND[i] * power >= rough * (1 - 1e-9)) {
        step = ROUND[i] * power;
      }
    }
    return new Scale(Math.max(1, Math.ceil(highest / step - 1e-9)) * step, step);
  }

  /** Where a value lies, from 0 to 1. */
  double place(double value) {
    return value / top;
  }

  /** The marks, 0 and the end among them. */
  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    for (int i = 0; i <= Math.round(top / step); i++) {
      marks.add(i * step);
    }
    return marks;
  }

  /** A mark as it is written, with as few decimals as it needs. */
  String label(double mark) {
    return String.format(Locale.ROOT, "%,.6f", mark).replaceFirst("\\.?0+$", "");
  }
}
