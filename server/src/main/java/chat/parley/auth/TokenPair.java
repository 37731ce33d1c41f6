package chat.parley.auth;

import chat.parley.http.Answer;
import chat.parley.http.JsonContent;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;

/** What a login and a renewal give. It is for the client's eyes alone, so it prints without the tokens. */
record TokenPair(String access, String refresh) implements JsonContent {
  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("refresh", refresh);
    json.writeStringField("access", access);
    json.writeEndObject();
  }

  /** Nothing on the way may keep it (RFC 6749, 5.1). */
  Answer answer() {
    return Answer.json(200, this).with(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Override
  public String toString() {
    return "TokenPair[***]";
  }
}
