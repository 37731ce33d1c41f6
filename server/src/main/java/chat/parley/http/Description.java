package chat.parley.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What OPTIONS says of a resource, in the shape of Django REST framework's SimpleMetadata.
 *
 * @param posted the fields of a POST, or none to leave them unsaid
 */
public record Description(String name, String text, List<TextField> posted) implements JsonContent {

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("description", text);
    json.writeArrayFieldStart("renders");
    json.writeString(Answer.JSON);
    json.writeEndArray();
    json.writeArrayFieldStart("parses");
    json.writeString(Answer.JSON);
    json.writeEndArray();
    if (!posted.isEmpty()) {
      json.writeObjectFieldStart("actions");
      json.writeObjectFieldStart("POST");
      for (TextField field : posted) {
        writeField(json, field);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeField(JsonGenerator json, TextField field) throws IOException {
    String name = field.name();
    json.writeObjectFieldStart(name);
    json.writeStringField("type", "string");
    json.writeBooleanField("required", field.required());
    json.writeBooleanField("read_only", false);
    json.writeStringField(
        "label", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    if (field.most() < Integer.MAX_VALUE) {
      json.writeNumberField("max_length", field.most());
    }
    json.writeEndObject();
  }
}
