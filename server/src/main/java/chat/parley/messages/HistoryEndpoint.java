package chat.parley.messages;

import chat.parley.http.Answer;
import chat.parley.http.Conditional;
import chat.parley.http.Exchange;
import chat.parley.http.Gzip;
import chat.parley.http.Json;
import chat.parley.http.JsonContent;
import chat.parley.http.Query;
import chat.parley.http.Window;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.rooms.RoomId;
import chat.parley.rooms.RoomNumbers;
import chat.parley.rooms.RoomStore;
import chat.parley.users.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
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
  private final RoomNumbers numbers;
  private final PageCache cache;
  private final MessageCounts counts;
  private final SharedTrips trips;
  private final String epoch;

  HistoryEndpoint(
      RoomStore rooms,
      RoomNumbers numbers,
      MessageStore messages,
      PageCache cache,
      MessageCounts counts,
      String epoch) {
    this.rooms = rooms;
    this.numbers = numbers;
    this.messages = messages;
    this.cache = cache;
    this.counts = counts;
    this.trips = new SharedTrips(counts.pagesKept());
    this.epoch = epoch;
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
        .map(from -> read(exchange, room, caller, from, size))
        .orElseGet(() -> refuseCursor(room, caller));
  }

  /**
   * Where the page is kept or under way, or the client says that it has it, first the room's number is asked
   * for, and with it whether the caller may read.
   */
  private Future<Answer> read(
      Exchange exchange, RoomId room, UserId caller, Cursor from, int size) {
    PageCache.Name name = new PageCache.Name(room, exchange.spelling(), Gzip.isAccepted(exchange));
    if (cache.get(name) == null
        && !trips.isUnderWay(name)
        && exchange.header(HttpHeaders.IF_NONE_MATCH) == null) {
      return answer(trips.start(name, () -> readAnew(exchange, name, caller, from, size)));
    }
    return numbers
        .of(room, caller)
        .compose(found -> {
          long seq = found.orElseThrow(() -> new ProblemException(NotFound.THING));
          String etag = etag(seq);
          if (Conditional.isKnown(exchange, etag)) {
            counts.pagesKnown().increment();
            return Future.succeededFuture(
                Conditional.notModified(etag).with(ROOM_SEQ, Long.toString(seq)));
          }
          return readAt(seq, exchange, name, caller, from, size);
        });
  }

  /** For a caller who may read the room at this number: nothing older is shown. */
  private Future<Answer> readAt(
      long seq, Exchange exchange, PageCache.Name name, UserId caller, Cursor from, int size) {
    PageCache.Page kept = cache.get(name);
    if (kept != null && kept.seq() == seq) {
      counts.pagesKept().increment();
      return Future.succeededFuture(kept.answer());
    }
    return answer(trips.at(seq, name, () -> readAnew(exchange, name, caller, from, size)));
  }

  private Future<Optional<PageCache.Page>> readAnew(
      Exchange exchange, PageCache.Name name, UserId caller, Cursor from, int size) {
    counts.pagesRead().increment();
    return messages
        .history(name.room(), caller, from, size)
        .map(found -> found.map(page -> keep(exchange, name, page)));
  }

  private static Future<Answer> answer(Future<Optional<PageCache.Page>> read) {
    return read.map(
        found -> found.orElseThrow(() -> new ProblemException(NotFound.THING)).answer());
  }

  private PageCache.Page keep(Exchange exchange, PageCache.Name name, HistoryPage page) {
    Answer plain =
        Answer.json(200, Json.encode(content(exchange, page)))
            .with(ROOM_SEQ, Long.toString(page.seq()));
    Answer tagged = Conditional.tagged(plain, etag(page.seq()));
    return cache.put(
        name, new PageCache.Page(page.seq(), name.gzipped() ? Gzip.compressed(tagged) : tagged));
  }

  /** Names the state of the room, in this store. */
  private String etag(long seq) {
    return "W/\"" + epoch + '-' + seq + '"';
  }

  /** To outsiders the room is what does not exist, not the cursor. */
  private Future<Answer> refuseCursor(RoomId room, UserId caller) {
    return rooms
        .isParticipant(room, caller)
        .map(isIn -> {
          throw new ProblemException(isIn ? NotFound.CURSOR : NotFound.THING);
        });
  }

  private static JsonContent content(Exchange exchange, HistoryPage page) {
    return json -> {
      json.writeStartObject();
      writeLink(json, "next", exchange, page.next());
      writeLink(json, "previous", exchange, page.previous());
      json.writeArrayFieldStart("results");
      for (Message message : page.messages()) {
        message.writeTo(json);
      }
      json.writeEndArray();
      json.writeEndObject();
    };
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
