package chat.parley.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of an export: a JSON object with one field, which says what the line is. */
sealed interface Line {
  /** Raised when a reader of the present format would misread what is written. */
  int FORMAT = 1;

  String HEAD = "parley";
  String END = "end";

  /** Reads lines, by the thousand: made once. */
  JsonFactory JSON = new JsonFactory();

  /**
   * The first line.
   *
   * @param format 1
   * @param export names this one export
   * @param tables the columns of each table
   * @param counters how far the ids of each table have been given out
   */
  record Head(
      long format, String export, Map<String, List<String>> tables, Map<String, Long> counters)
      implements Line {}

  /**
   * A row of a table.
   *
   * @param json as it was written: numbers are not touched
   */
  record Row(String table, List<String> columns, String json) implements Line {}

  /** The last line, without which the file is not whole: how many rows each table has. */
  record End(Map<String, Long> rows) implements Line {}

  /**
   * Reads a line.
   *
   * @throws TransferException if it is none
   */
  static Line parse(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, JsonToken.START_OBJECT);
      String kind = json.nextFieldName();
      if (kind == null) {
        throw notOurs();
      }
      expect(json, JsonToken.START_OBJECT);
      Line line =
          switch (kind) {
            case HEAD -> head(json);
            case END -> end(json);
            default -> row(json, kind, text);
          };
      expect(json, JsonToken.END_OBJECT);
      if (json.nextToken() != null) {
        throw notOurs();
      }
      return line;
    } catch (IOException e) {
      throw new TransferException("this is not JSON", e);
    }
  }

  private static Head head(JsonParser json) throws IOException {
    long format = 0;
    String export = "";
    Map<String, List<String>> tables = new LinkedHashMap<>();
    Map<String, Long> counters = Map.of();
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "format" -> format = json.getValueAsLong();
        case "export" -> export = json.getValueAsString("");
        case "counters" -> counters = numbers(json);
        case "tables" -> {
          for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            tables.put(name, texts(json));
          }
        }
        default -> json.skipChildren();
      }
    }
    return new Head(format, export, tables, counters);
  }

  private static End end(JsonParser json) throws IOException {
    Map<String, Long> rows = Map.of();
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      if (field.equals("rows")) {
        rows = numbers(json);
      } else {
        json.skipChildren();
      }
    }
    return new End(rows);
  }

  private static Row row(JsonParser json, String table, String text) throws IOException {
    int from = (int) json.currentTokenLocation().getCharOffset();
    List<String> columns = new ArrayList<>();
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      columns.add(field);
      json.nextToken();
      json.skipChildren();
    }
    int to = (int) json.currentLocation().getCharOffset();
    return new Row(table, columns, text.substring(from, to));
  }

  private static Map<String, Long> numbers(JsonParser json) throws IOException {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      numbers.put(name, json.nextLongValue(0));
    }
    return numbers;
  }

  private static List<String> texts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    expect(json, JsonToken.START_ARRAY);
    for (String text = json.nextTextValue(); text != null; text = json.nextTextValue()) {
      texts.add(text);
    }
    return texts;
  }

  private static void expect(JsonParser json, JsonToken token) throws IOException {
    if (json.nextToken() != token) {
      throw notOurs();
    }
  }

  private static TransferException notOurs() {
    return new TransferException("this is no line of a Parley export");
  }
}
