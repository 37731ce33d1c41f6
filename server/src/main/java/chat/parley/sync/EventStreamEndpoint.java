package chat.parley.sync;

import chat.parley.auth.Access;
import chat.parley.auth.Bearer;
import chat.parley.http.Answer;
import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.Window;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** {@code GET /api/chat/rooms/<id>/events/}: one room live, through any proxy. */
final class EventStreamEndpoint {
  private final Live live;

  EventStreamEndpoint(Live live) {
    this.live = live;
  }

  void addTo(Routes routes, Guard<UserId> guard) {
    routes.add(
        "/api/chat/rooms/<id>/events/",
        new Resource<>("Events", guard)
            .answering(EventStream.MEDIA_TYPE)
            .on(HttpMethod.GET, this::stream));
  }

  private Future<Answer> stream(Exchange exchange, UserId caller) {
    RoomId room = new RoomId(exchange.id(0));
    return Bearer.token(exchange.header(HttpHeaders.AUTHORIZATION))
        .map(live.tokens()::read)
        .orElseThrow()
        .compose(access -> stream(exchange, room, caller, access));
  }

  private Future<Answer> stream(Exchange exchange, RoomId room, UserId caller, Access access) {
    return live.rooms()
        .number(room, caller)
        .map(found -> {
          long present = found.orElseThrow(() -> new ProblemException(NotFound.THING));
          if (exchange.method().equals(HttpMethod.HEAD)) {
            return Answer.empty();
          }
          EventStream.begin(
              live, room, access, exchange.request().response(), held(exchange), present);
          return Answer.begun();
        });
  }

  /** The number in Last-Event-ID or {@code since}; beyond all numbers where it is of another store. */
  private Optional<Long> held(Exchange exchange) {
    boolean sameEpoch = exchange.query().last("epoch").map(live.epoch()::equals).orElse(true);
    return Optional.ofNullable(exchange.header("Last-Event-ID"))
        .or(() -> exchange.query().last("since"))
        .map(text -> Window.number(text, 0, Long.MAX_VALUE, -1))
        .filter(seq -> seq >= 0)
        .map(seq -> sameEpoch ? seq : Long.MAX_VALUE);
  }
}
