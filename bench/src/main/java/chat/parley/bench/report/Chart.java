package chat.parley.bench.report;

import java.util.List;

/** A picture of figures. */
public sealed interface Chart {
  String name();

  String title();

  /** A bar for each subject, from 0 on. */
  record Bars(String name, String title, String unit, List<Bar> bars) implements Chart {}

  /** One bar; those of Parley are drawn in another colour. */
  record Bar(String label, double value, boolean ours) {}

  /** Lines over a common axis; both axes begin at 0. */
  record Curves(String name, String title, String x, String y, List<Curve> curves)
      implements Chart {}

  record Curve(String label, List<Point> points) {}

  record Point(double x, double y) {}
}
