package chat.parley.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON text; of keys that come twice, the last one counts. */
final class JsonReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a whole text.
   *
   * @throws IOException when the text is not exactly one JSON value
   */
  static Json read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      Json value = new JsonReader(parser).value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IOException("more than one JSON value");
      }
      return value;
    }
  }

  private Json value(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Json.Text(parser.getText());
      case VALUE_NUMBER_INT -> new Json.Whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> new Json.Fraction(parser.getDoubleValue());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case null -> throw new IOException("no JSON value");
      default -> throw new IOException("not a JSON value: " + token);
    };
  }

  private Json object() throws IOException {
    Map<String, Json> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, value(parser.nextToken()));
    }
    return new Json.Obj(fields);
  }

  private Json array() throws IOException {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token));
    }
    return new Json.Arr(items);
  }
}
