package chat.parley.transfer.foreign;

import chat.parley.transfer.TransferException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of a JSON array, or of a sequence of lines, one after the other. */
final class JsonRecords implements Closeable {
  /** What one object may have in it, so that one at a time fits into memory. */
  private static final int MOST_VALUES = 1_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(4 << 20)
                  .maxNestingDepth(100)
                  .maxNameLength(1_000)
                  .build())
          .build();

  private final String file;
  private final JsonParser json;
  private int values;

  /**
   * Reads from here on.
   *
   * @param file how a person knows it
   */
  JsonRecords(String file, InputStream input) throws IOException {
    this.file = file;
    this.json = JSON.createParser(input);
  }

  /** The next object: of maps, lists, texts, numbers, booleans and nulls. Null after the last one. */
  @Nullable Map<String, @Nullable Object> next() throws IOException {
    try {
      values = 0;
      JsonToken token = json.nextToken();
      while (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
        token = json.nextToken();
      }
      if (token == null) {
        return null;
      }
      if (token != JsonToken.START_OBJECT) {
        throw refused("an object was to come");
      }
      return object();
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw refused(e.getOriginalMessage());
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      object.put(name, value());
    }
    return object;
  }

  private @Nullable Object value() throws IOException {
    if (++values > MOST_VALUES) {
      throw refused("an object of more than %,d values".formatted(MOST_VALUES));
    }
    return switch (json.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value());
        }
        yield list;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw refused("the file ends too early");
    };
  }

  private TransferException refused(String why) {
    return new TransferException(
        "%s, line %d: %s".formatted(file, json.currentLocation().getLineNr(), why));
  }
}
