package chat.parley.messages;

import chat.parley.http.JsonContent;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.OffsetDateTime;

/**
 * A message that has not been deleted.
 *
 * @param sentAt to the microsecond
 */
public record Message(
    MessageId id, RoomId room, UserId sender, String content, OffsetDateTime sentAt)
    implements JsonContent {

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFieldsTo(json);
    json.writeEndObject();
  }

  /** Writes the fields alone, for an object that has more of them. */
  public void writeFieldsTo(JsonGenerator json) throws IOException {
    json.writeNumberField("id", id.value());
    json.writeNumberField("chat_room", room.value());
    json.writeNumberField("sender", sender.value());
    json.writeStringField("content", content);
    json.writeStringField("timestamp", Timestamp.format(sentAt));
  }
}
