package chat.parley.transfer.foreign;

import chat.parley.transfer.Lines;
import chat.parley.transfer.TransferException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of a Django database in what {@code pg_dump} writes: {@code COPY ... FROM stdin}. */
final class DjangoSql implements DjangoRecords {
  private static final Pattern COPY =
      Pattern.compile("COPY (?:\\w+\\.)?(\\w+) \\(([^)]*)\\) FROM stdin;");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)");
  private static final String END = "\\.";

  private final Lines lines;
  private String model = "";
  private List<String> columns = List.of();

  DjangoSql(Lines lines) {
    this.lines = lines;
  }

  @Override
  public @Nullable Entry next() throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!columns.isEmpty()) {
        if (!line.equals(END)) {
          return row(line);
        }
        columns = List.of();
      } else if (line.startsWith("INSERT INTO ")) {
        throw new TransferException(
            "line %d: this dump has INSERTs: make it by pg_dump without --inserts, or by manage.py dumpdata"
                .formatted(lines.number()));
      } else {
        begin(line);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Django names a table by its app and its model: {@code chat_message}. */
  private void begin(String line) {
    Matcher copy = COPY.matcher(line);
    if (copy.matches()) {
      model = copy.group(1).replaceFirst("_", ".");
      columns = List.of(copy.group(2).replace("\"", "").split(", ", -1));
    }
  }

  private Entry row(String line) {
    String[] texts = line.split("\t", -1);
    if (texts.length != columns.size()) {
      throw new TransferException(
          "line %d: %d values for %d columns"
              .formatted(lines.number(), texts.length, columns.size()));
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < texts.length; i++) {
      values.put(columns.get(i), value(columns.get(i), texts[i]));
    }
    Object key = values.remove("id");
    return new Entry(model, Optional.ofNullable(key).map(Object::toString).orElse(""), values);
  }

  /** Columns that Django calls is_... are truth values. */
  private static @Nullable Object value(String column, String text) {
    if (text.equals("\\N")) {
      return null;
    }
    return column.startsWith("is_") && text.length() == 1 ? text.equals("t") : unescaped(text);
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    return ESCAPE
        .matcher(text)
        .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
  }

  private static String character(String escape) {
    return switch (escape.charAt(0)) {
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000b";
      case 'x' -> Character.toString(Integer.parseInt(escape.substring(1), 16));
      case '0', '1', '2', '3', '4', '5', '6', '7' ->
          Character.toString(Integer.parseInt(escape, 8));
      default -> escape;
    };
  }
}
