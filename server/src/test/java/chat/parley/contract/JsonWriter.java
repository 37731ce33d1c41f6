package chat.parley.contract;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Writes JSON in ASCII only: what is beyond goes out as {@code \}{@code uXXXX}, one escape for each
 * UTF-16 unit, which is the one way to send a lone surrogate.
 */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final String comma;
  private final String colon;

  private JsonWriter(String comma, String colon) {
    this.comma = comma;
    this.colon = colon;
  }

  /** With a blank after each comma and colon, as most clients send it. */
  static String spaced(Json value) {
    return new JsonWriter(", ", ": ").written(value);
  }

  /** Without any blanks, as tokens carry it. */
  static String compact(Json value) {
    return new JsonWriter(",", ":").written(value);
  }

  private String written(Json value) {
    write(value);
    return out.toString();
  }

  private void write(Json value) {
    switch (value) {
      case Json.Obj object ->
          all(
              '{',
              object.fields().entrySet(),
              field -> {
                write(field.getKey());
                out.append(colon);
                write(field.getValue());
              },
              '}');
      case Json.Arr array -> all('[', array.items(), this::write, ']');
      case Json.Text text -> write(text.value());
      case Json.Whole whole -> out.append(whole.value());
      case Json.Fraction fraction -> out.append(fraction.value());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null() -> out.append("null");
    }
  }

  private <T> void all(char open, Iterable<T> items, Consumer<T> each, char close) {
    out.append(open);
    for (Iterator<T> rest = items.iterator(); rest.hasNext(); ) {
      each.accept(rest.next());
      if (rest.hasNext()) {
        out.append(comma);
      }
    }
    out.append(close);
  }

  private void write(String text) {
    out.append('"');
    text.chars().forEach(unit -> write((char) unit));
    out.append('"');
  }

  private void write(char unit) {
    switch (unit) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        if (unit >= ' ' && unit <= '~') {
          out.append(unit);
        } else {
          out.append("\\u%04x".formatted((int) unit));
        }
      }
    }
  }
}
