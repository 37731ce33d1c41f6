package chat.parley.sync;

import chat.parley.auth.Access;
import chat.parley.auth.Bearer;
import chat.parley.http.Answer;
import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.Window;
import chat.parley.limits.Limits;
import chat.parley.problem.Problem;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code GET /api/chat/rooms/<id>/events/}: one room live, through any proxy. */
final class EventStreamEndpoint {
  /** After which a stream that found no place may find one. */
  private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

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
          Runnable leave = takePlaces(exchange, caller);
          EventStream.begin(
              live, room, access, exchange.request().response(), held(exchange), present, leave);
          return Answer.begun();
        });
  }

  /** Streams take the places that sockets do; gives what leaves them. */
  private Runnable takePlaces(Exchange exchange, UserId caller) {
    Limits limits = live.limits();
    String address = exchange.client().block();
    if (!limits.socketsOfAddress().take(address)) {
      throw new ProblemException(Problem.TooMany.until(REFUSED_NANOS));
    }
    if (!limits.socketsOfUser().take(caller.value())) {
      limits.socketsOfAddress().leave(address);
      throw new ProblemException(Problem.TooMany.until(REFUSED_NANOS));
    }
    return () -> {
      limits.socketsOfAddress().leave(address);
      limits.socketsOfUser().leave(caller.value());
    };
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
