package chat.parley.bench.report;

import java.util.List;

/** Draws charts. */
public final class SvgChart {
  private static final int WIDTH = 720;
  private static final int TOP = 40;

  private static final int LABELS = 300;
  private static final int VALUES = 70;
  private static final int BAR = 20;
  private static final int ROW = 30;

  private static final int LEFT = 60;
  private static final int PLOT = 220;

  private SvgChart() {}

  public static String of(Chart chart) {
    return switch (chart) {
      case Chart.Bars bars -> bars(bars);
      case Chart.Curves curves -> curves(curves);
    };
  }

  private static String bars(Chart.Bars chart) {
    int bottom = TOP + ROW * chart.bars().size();
    Svg svg = new Svg(WIDTH, bottom + 44, chart.title());
    double room = WIDTH - LABELS - VALUES;
    Scale scale = Scale.upTo(highest(chart.bars().stream().map(Chart.Bar::value).toList()));
    for (double mark : scale.marks()) {
      double x = LABELS + room * scale.place(mark);
      svg.line(x, TOP - 6, x, bottom, "grid");
      svg.text(x, bottom + 16, "middle", "small", scale.label(mark));
    }
    svg.text(LABELS + room / 2, bottom + 36, "middle", "small", chart.unit());
    for (int i = 0; i < chart.bars().size(); i++) {
      Chart.Bar bar = chart.bars().get(i);
      double y = TOP + ROW * i;
      double length = room * scale.place(bar.value());
      svg.text(LABELS - 10, y + 15, "end", "", bar.label());
      svg.bar(LABELS, y, length, BAR, bar.ours() ? "ours" : "other");
      svg.text(LABELS + length + 6, y + 15, "start", "", TextTable.number(bar.value(), 0));
    }
    return svg.finished();
  }

  private static String curves(Chart.Curves chart) {
    Svg svg = new Svg(WIDTH, TOP + PLOT + 48, chart.title());
    double room = WIDTH - LEFT - VALUES;
    double bottom = TOP + PLOT;
    Scale x = Scale.upTo(highest(points(chart).map(Chart.Point::x).toList()));
    Scale y = Scale.upTo(highest(points(chart).map(Chart.Point::y).toList()));
    for (double mark : y.marks()) {
      double at = bottom - PLOT * y.place(mark);
      svg.line(LEFT, at, LEFT + room, at, "grid");
      svg.text(LEFT - 8, at + 4, "end", "small", y.label(mark));
    }
    for (double mark : x.marks()) {
      double at = LEFT + room * x.place(mark);
      svg.text(at, bottom + 18, "middle", "small", x.label(mark));
    }
    svg.text(LEFT + room / 2, bottom + 40, "middle", "small", chart.x());
    svg.text(LEFT - 8, TOP - 10, "end", "small", chart.y());
    for (int i = 0; i < chart.curves().size(); i++) {
      Chart.Curve curve = chart.curves().get(i);
      List<String> points =
          curve.points().stream()
              .map(point ->
                  Svg.point(LEFT + room * x.place(point.x()), bottom - PLOT * y.place(point.y())))
              .toList();
      svg.curve(points, "line" + i % 2);
      Chart.Point last = curve.points().getLast();
      svg.text(
          LEFT + room * x.place(last.x()) + 8,
          bottom - PLOT * y.place(last.y()) + 4,
          "start",
          "",
          curve.label());
    }
    return svg.finished();
  }

  private static java.util.stream.Stream<Chart.Point> points(Chart.Curves chart) {
    return chart.curves().stream().flatMap(curve -> curve.points().stream());
  }

  private static double highest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }
}
