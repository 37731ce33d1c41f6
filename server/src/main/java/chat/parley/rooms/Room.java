package chat.parley.rooms;

import chat.parley.http.JsonContent;
import chat.parley.realtime.Frame;
import chat.parley.users.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * A room.
 *
 * @param participants ascending
 */
public record Room(RoomId id, String name, List<UserId> participants) implements JsonContent {
  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFieldsTo(json);
    json.writeEndObject();
  }

  /** What a participant's connections are told of a new room. */
  static Frame joined(Room room) {
    return Frame.of(
        "room.joined",
        json -> {
          json.writeStartObject();
          json.writeStringField("type", "room.joined");
          json.writeNumberField("room", room.id().value());
          json.writeNumberField("seq", 0);
          json.writeFieldName("room_state");
          room.writeTo(json);
          json.writeEndObject();
        });
  }

  /** Writes the fields alone, for an object that has more of them. */
  void writeFieldsTo(JsonGenerator json) throws IOException {
    json.writeNumberField("id", id.value());
    json.writeStringField("name", name);
    json.writeArrayFieldStart("participants");
    for (UserId participant : participants) {
      json.writeNumber(participant.value());
    }
    json.writeEndArray();
  }
}
