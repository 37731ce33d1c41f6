package chat.parley.messages;

import chat.parley.http.JsonContent;
import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What connections are told of changes of messages (docs/protocol.md, "Server to client"). */
final class MessageFrames {
  private MessageFrames() {}

  /** The key that the message was sent with is for its sender's own connections only. */
  static Event created(Message message, long seq, Optional<String> key) {
    return Event.lasting(
        message.room().topic(),
        seq,
        frame("message.created", message.room(), seq, message, null),
        message.sender().value(),
        key.map(k -> frame("message.created", message.room(), seq, message, k)).orElse(null));
  }

  static Event edited(Message message, long seq) {
    return Event.lasting(
        message.room().topic(),
        seq,
        frame("message.edited", message.room(), seq, message, null),
        message.sender().value(),
        null);
  }

  static Event deleted(RoomId room, MessageId message, UserId sender, long seq) {
    JsonContent content =
        json -> {
          json.writeStartObject();
          json.writeNumberField("id", message.value());
          json.writeNumberField("chat_room", room.value());
          json.writeEndObject();
        };
    return Event.lasting(
        room.topic(),
        seq,
        frame("message.deleted", room, seq, content, null),
        sender.value(),
        null);
  }

  private static Frame frame(
      String type, RoomId room, long seq, JsonContent message, @Nullable String key) {
    return Frame.of(
        type,
        seq,
        json -> {
          json.writeStartObject();
          json.writeStringField("type", type);
          json.writeNumberField("room", room.value());
          json.writeNumberField("seq", seq);
          json.writeFieldName("message");
          message.writeTo(json);
          if (key != null) {
            json.writeStringField("key", key);
          }
          json.writeEndObject();
        });
  }
}
