package chat.parley.sync;

import chat.parley.http.ProblemAnswers;
import chat.parley.messages.Message;
import chat.parley.problem.Problem;
import chat.parley.realtime.Frame;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says on a socket (docs/protocol.md, "Server to client"). */
final class ServerFrames {
  static final Frame SYNCED = bare("synced");
  static final Frame PONG = bare("pong");

  private ServerFrames() {}

  private interface Rest {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static Frame ready(UserId user, String epoch, Instant expires, List<RoomState> rooms) {
    return frame(
        "ready",
        0,
        json -> {
          json.writeNumberField("user", user.value());
          json.writeStringField("epoch", epoch);
          json.writeNumberField("expires", expires.getEpochSecond());
          json.writeObjectFieldStart("rooms");
          for (RoomState state : rooms) {
            json.writeObjectFieldStart(state.room().toString());
            json.writeNumberField("seq", state.seq());
            json.writeNumberField("read", state.read());
            json.writeNumberField("unread", state.unread());
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  static Frame ack(Message message, long seq, @Nullable String key, boolean repeated) {
    return frame(
        "ack",
        0,
        json -> {
          if (key != null) {
            json.writeStringField("key", key);
          }
          json.writeNumberField("room", message.room().value());
          json.writeNumberField("seq", seq);
          json.writeFieldName("message");
          message.writeTo(json);
          if (repeated) {
            json.writeBooleanField("repeated", true);
          }
        });
  }

  static Frame error(Problem problem, @Nullable String key) {
    return frame(
        "error",
        0,
        json -> {
          if (key != null) {
            json.writeStringField("key", key);
          }
          json.writeNumberField("status", ProblemAnswers.status(problem));
          json.writeFieldName("body");
          ProblemAnswers.write(json, problem);
        });
  }

  /** Gives the stream of one room an id to go on from, too. */
  static Frame reset(RoomId room, long seq) {
    return frame(
        "reset",
        seq,
        json -> {
          json.writeNumberField("room", room.value());
          json.writeNumberField("seq", seq);
        });
  }

  static Frame expiring(long seconds) {
    return frame("expiring", 0, json -> json.writeNumberField("in", seconds));
  }

  /** A new token was taken. */
  static Frame renewed(Instant expires) {
    return frame("renewed", 0, json -> json.writeNumberField("expires", expires.getEpochSecond()));
  }

  static Frame read(RoomId room, UserId user, long message) {
    return frame(
        "read",
        0,
        json -> {
          json.writeNumberField("room", room.value());
          json.writeNumberField("user", user.value());
          json.writeNumberField("message", message);
        });
  }

  static Frame typing(RoomId room, UserId user) {
    return frame(
        "typing",
        0,
        json -> {
          json.writeNumberField("room", room.value());
          json.writeNumberField("user", user.value());
        });
  }

  static Frame presence(UserId user, boolean online) {
    return frame(
        "presence",
        0,
        json -> {
          json.writeNumberField("user", user.value());
          json.writeBooleanField("online", online);
        });
  }

  private static Frame bare(String type) {
    return frame(type, 0, json -> {});
  }

  private static Frame frame(String type, long seq, Rest rest) {
    return Frame.of(
        type,
        seq,
        json -> {
          json.writeStartObject();
          json.writeStringField("type", type);
          rest.writeTo(json);
          json.writeEndObject();
        });
  }
}
