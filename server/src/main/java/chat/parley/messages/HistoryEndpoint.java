package chat.parley.messages;

import chat.parley.http.Answer;
import chat.parley.http.Exchange;
import chat.parley.http.Query;
import chat.parley.http.Window;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.rooms.RoomId;
import chat.parley.rooms.RoomStore;
import chat.parley.users.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /api/chat/rooms/<id>/messages/}: a room's history, newest first, page by page. */
final class HistoryEndpoint {
  /** The response header that names the state which a page shows. */
  static final String ROOM_SEQ = "Room-Seq";

  private static final String CURSOR = "cursor";
  private static final int USUAL_SIZE = 50;
  private static final int MOST_SIZE = 100;

  private final RoomStore rooms;
  private final MessageStore messages;

  HistoryEndpoint(RoomStore rooms, MessageStore messages) {
    this.rooms = rooms;
    this.messages = messages;
  }

  Future<Answer> read(Exchange exchange, UserId caller) {
    RoomId room = new RoomId(exchange.id(0));
    Query query = exchange.query();
    int size =
        query
            .last("page_size")
            .map(text -> (int) Window.number(text, 1, MOST_SIZE, USUAL_SIZE))
            .orElse(USUAL_SIZE);
    Optional<Cursor> cursor =
        query
            .last(CURSOR)
            .filter(text -> !text.isEmpty())
            .map(Cursor::parse)
            .orElse(Optional.of(Cursor.NEWEST));
    return cursor
        .map(from -> messages.history(room, caller, from, size).map(page -> answer(exchange, page)))
        .orElseGet(() -> refuseCursor(room, caller));
  }

  /** To outsiders the room is what does not exist, not the cursor. */
  private Future<Answer> refuseCursor(RoomId room, UserId caller) {
    return rooms
        .isParticipant(room, caller)
        .map(isIn -> {
          throw new ProblemException(isIn ? NotFound.CURSOR : NotFound.THING);
        });
  }

  private static Answer answer(Exchange exchange, Optional<HistoryPage> found) {
    HistoryPage page = found.orElseThrow(() -> new ProblemException(NotFound.THING));
    return Answer.json(
            200,
            json -> {
              json.writeStartObject();
              writeLink(json, "next", exchange, page.next());
              writeLink(json, "previous", exchange, page.previous());
              json.writeArrayFieldStart("results");
              for (Message message : page.messages()) {
                message.writeTo(json);
              }
              json.writeEndArray();
              json.writeEndObject();
            })
        .with(ROOM_SEQ, Long.toString(page.seq()));
  }

  private static void writeLink(
      JsonGenerator json, String name, Exchange exchange, Optional<Cursor> cursor)
      throws IOException {
    if (cursor.isPresent()) {
      json.writeStringField(
          name, exchange.link(exchange.query().with(CURSOR, cursor.get().text())));
    } else {
      json.writeNullField(name);
    }
  }
}
