package chat.parley.sync;

import chat.parley.http.Json;
import chat.parley.messages.Message;
import chat.parley.messages.MessageId;
import chat.parley.realtime.Frame;
import chat.parley.realtime.Missed;
import chat.parley.rooms.RoomId;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/**
 * What changed in a room after a number, up to another, as a state: each message once, as it is now, in
 * the order of its latest change.
 *
 * @param more whether the room had gone further than {@code to}
 */
record Changes(RoomId room, long from, long to, boolean more, List<Change> messages) {
  static final int MOST_CHANGES = 200;
  private static final int MOST_BYTES = 256 * 1024;

  /** More than what stands around the messages. */
  private static final int FRAME_BYTES = 256;

  /** A message in its latest state. */
  sealed interface Change {
    long seq();

    /** It is there. */
    record Present(Message message, long seq) implements Change {}

    /** It was deleted: a tombstone. */
    record Deleted(MessageId message, long seq) implements Change {}
  }

  /**
   * As many of the rows as one page takes: 200 changes, and 256 KiB unless the first alone is larger.
   *
   * @param rows in the order of their numbers, one more than a page where there are more
   * @param present the room's number when they were read
   */
  static Changes page(RoomId room, long from, long present, List<Change> rows, int most) {
    int bytes = FRAME_BYTES;
    for (int count = 0; count < rows.size(); count++) {
      Change change = rows.get(count);
      bytes += Json.encode(json -> write(json, room, change)).length() + 1;
      if (count == most || (count > 0 && bytes > MOST_BYTES)) {
        List<Change> page = rows.subList(0, count);
        return new Changes(room, from, page.getLast().seq(), true, page);
      }
    }
    return new Changes(room, from, present, false, rows);
  }

  boolean isEmpty() {
    return to == from;
  }

  /** As a frame of its own. */
  Missed missed() {
    return new Missed(
        from,
        to,
        more,
        Frame.of(
            "changes",
            to,
            json -> {
              json.writeStartObject();
              json.writeStringField("type", "changes");
              json.writeNumberField("room", room.value());
              writeFields(json);
              json.writeEndObject();
            }));
  }

  /** As the answer to a request. */
  Buffer resource(String epoch) {
    return Json.encode(json -> {
      json.writeStartObject();
      json.writeNumberField("room", room.value());
      json.writeStringField("epoch", epoch);
      writeFields(json);
      json.writeEndObject();
    });
  }

  private void writeFields(JsonGenerator json) throws IOException {
    json.writeNumberField("from", from);
    json.writeNumberField("to", to);
    json.writeBooleanField("more", more);
    json.writeArrayFieldStart("messages");
    for (Change change : messages) {
      write(json, room, change);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, RoomId room, Change change) throws IOException {
    json.writeStartObject();
    switch (change) {
      case Change.Present present -> present.message().writeFieldsTo(json);
      case Change.Deleted deleted -> {
        json.writeNumberField("id", deleted.message().value());
        json.writeNumberField("chat_room", room.value());
        json.writeBooleanField("deleted", true);
      }
    }
    json.writeNumberField("seq", change.seq());
    json.writeEndObject();
  }
}
