package chat.parley.rooms;

import chat.parley.http.Answer;
import chat.parley.http.Body;
import chat.parley.http.Conditional;
import chat.parley.http.Exchange;
import chat.parley.http.Fields;
import chat.parley.http.Guard;
import chat.parley.http.Query;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.TextField;
import chat.parley.http.Window;
import chat.parley.limits.Limits;
import chat.parley.problem.Problem;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.realtime.Bus;
import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** {@code /api/chat/rooms/}: the caller's rooms, a new one, one of them. */
public final class RoomEndpoints {
  private static final TextField NAME = TextField.required("name", 255);

  private final RoomStore rooms;
  private final Guard<UserId> guard;
  private final Details details;
  private final Bus bus;
  private final Limits limits;

  public RoomEndpoints(
      RoomStore rooms, Guard<UserId> guard, Details details, Bus bus, Limits limits) {
    this.limits = limits;
    this.rooms = rooms;
    this.guard = guard;
    this.details = details;
    this.bus = bus;
  }

  public void addTo(Routes routes) {
    routes
        .add(
            "/api/chat/rooms/",
            new Resource<>("Chat Room List", guard)
                .on(HttpMethod.GET, this::list)
                .on(HttpMethod.POST, this::create))
        .add(
            "/api/chat/rooms/<id>/",
            new Resource<>("Chat Room Detail", guard).on(HttpMethod.GET, this::detail));
  }

  private Future<Answer> list(Exchange exchange, UserId caller) {
    Query query = exchange.query();
    Window window = Window.of(query);
    RoomOrder order = RoomOrder.of(query);
    Future<Long> count = rooms.countOfUser(caller);
    Future<List<Room>> page = rooms.ofUser(caller, order, window);
    return Future.all(count, page)
        .compose(both -> count.result() > 0 ? Future.succeededFuture() : guard.confirm(caller))
        .compose(known -> details.of(page.result(), caller, Details.Wanted.of(query)))
        .map(more ->
            Conditional.byContent(
                exchange,
                Answer.json(
                    200,
                    window.page(
                        exchange,
                        count.result(),
                        json -> {
                          json.writeStartArray();
                          for (Room room : page.result()) {
                            json.writeStartObject();
                            room.writeFieldsTo(json);
                            more.write(room.id(), json);
                            json.writeEndObject();
                          }
                          json.writeEndArray();
                        }))));
  }

  private Future<Answer> detail(Exchange exchange, UserId caller) {
    return rooms
        .byId(new RoomId(exchange.id(0)), caller)
        .map(found ->
            found
                .map(room -> Conditional.byContent(exchange, Answer.json(200, room)))
                .orElseThrow(() -> new ProblemException(NotFound.THING)));
  }

  private Future<Answer> create(Exchange exchange, UserId caller) {
    return exchange
        .body()
        .map(Body::fields)
        .compose(fields -> {
          String name = fields.text(NAME);
          ParticipantsField others = ParticipantsField.of(fields);
          return fields.faulty() || others.fault().isPresent()
              ? refuse(fields, others)
              : create(fields, Objects.requireNonNull(name), others, caller);
        });
  }

  private Future<Answer> create(
      Fields fields, String name, ParticipantsField others, UserId caller) {
    TreeSet<UserId> participants = new TreeSet<>(others.users());
    participants.add(caller);
    if (participants.size() > limits.participants()) {
      fields.refuse(
          ParticipantsField.NAME,
          "Ensure this field has no more than %d elements.".formatted(limits.participants()));
      return refuse(fields, others);
    }
    if (others.keys().stream().anyMatch(key -> key.user().isEmpty())) {
      return refuse(fields, others);
    }
    return checkRooms(caller)
        .compose(fits -> rooms.add(name, participants))
        .compose(added ->
            added
                .map(room -> Future.succeededFuture(announced(room)))
                .orElseGet(() -> refuse(fields, others)));
  }

  /** Fails where the caller is in as many rooms as one may be. */
  private Future<Void> checkRooms(UserId caller) {
    if (limits.rooms() == Integer.MAX_VALUE) {
      return Future.succeededFuture();
    }
    return rooms
        .countOfUser(caller)
        .map(count -> {
          if (count >= limits.rooms()) {
            throw new ProblemException(
                Problem.Invalid.of(
                    "non_field_errors",
                    "A user can be in no more than %d rooms.".formatted(limits.rooms())));
          }
          return null;
        });
  }

  /** Tells everybody who is in a new room of it. */
  private Answer announced(Room room) {
    Frame frame = Room.joined(room);
    for (UserId participant : room.participants()) {
      bus.publish(Event.passing(participant.topic(), frame, room.id().value()));
    }
    return Answer.json(201, room);
  }

  /** Says all that is wrong, which takes a look at who of the named exists. */
  private Future<Answer> refuse(Fields fields, ParticipantsField others) {
    return rooms
        .existing(others.users())
        .map(existing -> {
          others.fault(existing).ifPresent(fault -> fields.refuse(ParticipantsField.NAME, fault));
          fields.check();
          throw new ProblemException(Problem.Unauthenticated.NO_SUCH_USER);
        });
  }
}
