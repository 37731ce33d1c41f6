package chat.parley.bench.report;

import java.util.Locale;

/**
 * Writes a picture, piece by piece. Its colours follow the reader's preference for light or dark; its
 * background is the page's.
 */
final class Svg {
  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #3b4252; }
        .title { font-size: 15px; font-weight: 600; }
        .small { font-size: 12px; fill: #6b7280; }
        .grid { stroke: #d5d9e0; }
        .ours { fill: #2563eb; }
        .other { fill: #9aa4b2; }
        .line0 { stroke: #2563eb; } .line1 { stroke: #d97706; }
        polyline { fill: none; stroke-width: 2; }
        @media (prefers-color-scheme: dark) {
          text { fill: #d8dee9; }
          .small { fill: #9aa4b2; }
          .grid { stroke: #3b4252; }
          .ours { fill: #60a5fa; }
          .other { fill: #6b7280; }
          .line0 { stroke: #60a5fa; } .line1 { stroke: #fbbf24; }
        }
      </style>
      """;

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height, String title) {
    text.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                .formatted(width, height, width, height))
        .append("<title>%s</title>\n".formatted(escaped(title)))
        .append(STYLE);
    text(0, 18, "start", "title", title);
  }

  /** A text at a point; {@code anchor} is start, middle or end. */
  void text(double x, double y, String anchor, String style, String words) {
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            style,
            escaped(words)));
  }

  void bar(double x, double y, double width, double height, String style) {
    text.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"%s\"/>\n",
            x,
            y,
            width,
            height,
            style));
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    text.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
            x1,
            y1,
            x2,
            y2,
            style));
  }

  /** A line through points, each {@code x,y}. */
  void curve(Iterable<String> points, String style) {
    text.append(
        "<polyline points=\"%s\" class=\"%s\"/>\n".formatted(String.join(" ", points), style));
  }

  static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }

  /** The picture, complete. */
  String finished() {
    return text + "</svg>\n";
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
