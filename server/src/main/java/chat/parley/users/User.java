package chat.parley.users;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** An account, without what it logs in with. */
public record User(UserId id, String username, String email) {

  /** As the account's owner sees it. */
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id.value());
    json.writeStringField("username", username);
    json.writeStringField("email", email);
    json.writeEndObject();
  }

  /** As everybody else sees it: no e-mail address. */
  void writePublicTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id.value());
    json.writeStringField("username", username);
    json.writeEndObject();
  }
}
