package chat.parley.sync;

import chat.parley.http.Answer;
import chat.parley.http.Body;
import chat.parley.http.Exchange;
import chat.parley.http.Fields;
import chat.parley.http.Guard;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.Window;
import chat.parley.problem.Problem;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.Bus;
import chat.parley.rooms.RoomId;
import chat.parley.rooms.RoomStore;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Objects;

/** {@code changes/} and {@code read/} of a room: the realtime protocol's plain HTTP part. */
public final class SyncEndpoints {
  private static final String NOT_AN_INTEGER = "A valid integer is required.";

  private final SyncStore store;
  private final RoomStore rooms;
  private final Bus bus;
  private final String epoch;

  public SyncEndpoints(SyncStore store, RoomStore rooms, Bus bus, String epoch) {
    this.store = store;
    this.rooms = rooms;
    this.bus = bus;
    this.epoch = epoch;
  }

  public void addTo(Routes routes, Guard<UserId> guard) {
    routes
        .add(
            "/api/chat/rooms/<id>/changes/",
            new Resource<>("Changes", guard).on(HttpMethod.GET, this::changes))
        .add(
            "/api/chat/rooms/<id>/read/",
            new Resource<>("Read Mark", guard).on(HttpMethod.PUT, this::read));
  }

  private Future<Answer> changes(Exchange exchange, UserId caller) {
    RoomId room = new RoomId(exchange.id(0));
    long since = since(exchange);
    if (since < 0) {
      return refuseOutsiders(room, caller, Problem.Invalid.of("since", NOT_AN_INTEGER));
    }
    int most =
        exchange
            .query()
            .last("limit")
            .map(text -> (int) Window.number(text, 1, Changes.MOST_CHANGES, Changes.MOST_CHANGES))
            .orElse(Changes.MOST_CHANGES);
    return store
        .changes(room, caller, since, most)
        .map(found -> {
          Changes page = found.orElseThrow(() -> new ProblemException(NotFound.THING));
          if (page.to() < since) {
            throw new ProblemException(Problem.Conflict.AHEAD);
          }
          return Answer.json(200, page.resource(epoch));
        });
  }

  /** What the query names, 0 for nothing, -1 for what is no number. */
  static long since(Exchange exchange) {
    return exchange
        .query()
        .last("since")
        .map(text -> Window.number(text, 0, Long.MAX_VALUE, -1))
        .orElse(0L);
  }

  private Future<Answer> read(Exchange exchange, UserId caller) {
    RoomId room = new RoomId(exchange.id(0));
    return exchange
        .body()
        .compose(body -> {
          try {
            return ReadMarks.move(store, bus, room, caller, message(body));
          } catch (ProblemException fault) {
            return refuseOutsiders(room, caller, fault.problem());
          }
        })
        .map(mark ->
            Answer.json(
                200,
                json -> {
                  json.writeStartObject();
                  json.writeNumberField("message", mark.message().value());
                  json.writeNumberField("unread", mark.unread());
                  json.writeEndObject();
                }));
  }

  private static long message(Body body) {
    Fields fields = body.fields();
    Object value = fields.value("message");
    if (!fields.has("message")) {
      fields.refuse("message", "This field is required.");
    } else if (value == null) {
      fields.refuseNull("message");
    } else if (!(value instanceof Long || value instanceof Integer)) {
      fields.refuse("message", NOT_AN_INTEGER);
    }
    fields.check();
    return ((Number) Objects.requireNonNull(value)).longValue();
  }

  /** To outsiders the room is what does not exist, whatever else is wrong. */
  private <T> Future<T> refuseOutsiders(RoomId room, UserId caller, Problem problem) {
    return rooms
        .isParticipant(room, caller)
        .map(isIn -> {
          throw new ProblemException(isIn ? problem : NotFound.THING);
        });
  }
}
