package chat.parley.messages;

import chat.parley.http.Answer;
import chat.parley.http.Exchange;
import chat.parley.http.Fields;
import chat.parley.http.Guard;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.TextField;
import chat.parley.problem.Problem;
import chat.parley.problem.Problem.NotFound;
import chat.parley.problem.ProblemException;
import chat.parley.rooms.RoomId;
import chat.parley.rooms.RoomNumbers;
import chat.parley.rooms.RoomStore;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /api/chat/rooms/<id>/messages/}: history and sending, one message and its changes. */
public final class MessageEndpoints {
  private static final TextField CONTENT = NewMessage.CONTENT;
  private static final Pattern WANTS_BODY =
      Pattern.compile("(^|[,;\\s])return\\s*=\\s*\"?representation\"?($|[,;\\s])");

  private final RoomStore rooms;
  private final MessageStore messages;
  private final MessageWriter writer;
  private final HistoryEndpoint history;

  /**
   * For one event loop.
   *
   * @param epoch the store that all numbers are of
   */
  public MessageEndpoints(
      RoomStore rooms,
      RoomNumbers numbers,
      MessageStore messages,
      MessageWriter writer,
      PageCache cache,
      MessageCounts counts,
      String epoch) {
    this.rooms = rooms;
    this.messages = messages;
    this.writer = writer;
    this.history = new HistoryEndpoint(rooms, numbers, messages, cache, counts, epoch);
  }

  public void addTo(Routes routes, Guard<UserId> guard) {
    routes
        .add(
            "/api/chat/rooms/<id>/messages/",
            new Resource<>("Message List", guard)
                .on(HttpMethod.GET, history::read)
                .on(HttpMethod.POST, this::send))
        .add(
            "/api/chat/rooms/<id>/messages/<id>/",
            new Resource<>("Message Detail", guard)
                .on(HttpMethod.GET, this::read)
                .on(HttpMethod.PUT, (exchange, caller) -> edit(exchange, caller, CONTENT))
                .on(
                    HttpMethod.PATCH,
                    (exchange, caller) -> edit(exchange, caller, CONTENT.optional()))
                .on(HttpMethod.DELETE, this::delete)
                .redirectingToSlash());
  }

  private Future<Answer> send(Exchange exchange, UserId caller) {
    RoomId room = new RoomId(exchange.id(0));
    return exchange
        .body()
        .compose(body -> {
          try {
            return send(
                NewMessage.of(room, caller, body.fields(), exchange.header("Idempotency-Key")));
          } catch (ProblemException fault) {
            if (fault.problem() instanceof Problem.TooMany) {
              throw fault;
            }
            return refuseOutsiders(room, caller, fault);
          }
        });
  }

  private Future<Answer> send(NewMessage message) {
    return writer
        .send(message)
        .map(outcome ->
            switch (outcome) {
              case SendOutcome.Sent sent -> Answer.json(201, sent.message());
              case SendOutcome.Repeated repeated ->
                  Answer.json(201, repeated.message()).with("Idempotent-Replayed", "true");
              case SendOutcome.KeyTaken taken ->
                  throw new ProblemException(Problem.KeyReused.WITH_OTHER_CONTENT);
              case SendOutcome.NotParticipant outsider ->
                  throw new ProblemException(NotFound.THING);
            });
  }

  private Future<Answer> read(Exchange exchange, UserId caller) {
    return visible(exchange, caller).map(message -> Answer.json(200, message));
  }

  private Future<Answer> edit(Exchange exchange, UserId caller, TextField field) {
    return exchange
        .body()
        .compose(body -> {
          Optional<String> content;
          try {
            Fields fields = body.fields();
            content = Optional.ofNullable(fields.text(field));
            fields.check();
          } catch (ProblemException fault) {
            return own(exchange, caller).compose(own -> Future.failedFuture(fault));
          }
          return content
              .map(text -> edit(exchange, caller, text))
              .orElseGet(() -> own(exchange, caller))
              .map(message -> Answer.json(200, message));
        });
  }

  private Future<Message> edit(Exchange exchange, UserId caller, String content) {
    RoomId room = new RoomId(exchange.id(0));
    MessageId id = new MessageId(exchange.id(1));
    return writer
        .edit(room, id, caller, content)
        .compose(edited ->
            edited.map(Future::succeededFuture).orElseGet(() -> refuseChange(exchange, caller)));
  }

  private Future<Answer> delete(Exchange exchange, UserId caller) {
    return writer
        .delete(new RoomId(exchange.id(0)), new MessageId(exchange.id(1)), caller)
        .compose(deleted ->
            deleted ? Future.succeededFuture(deleted(exchange)) : refuseChange(exchange, caller));
  }

  /** RFC 7240, 4.2: a client that wants the words gets them. */
  private static Answer deleted(Exchange exchange) {
    String prefer = exchange.header("Prefer");
    if (prefer == null || !WANTS_BODY.matcher(prefer).find()) {
      return Answer.empty();
    }
    return Answer.json(
            200,
            json -> {
              json.writeStartObject();
              json.writeStringField("message", "Message deleted successfully.");
              json.writeEndObject();
            })
        .with("Preference-Applied", "return=representation");
  }

  /** The message, if the caller may see it. */
  private Future<Message> visible(Exchange exchange, UserId caller) {
    return messages
        .byId(new RoomId(exchange.id(0)), new MessageId(exchange.id(1)), caller)
        .map(found -> found.orElseThrow(() -> new ProblemException(NotFound.THING)));
  }

  /** The message, if the caller may change it. */
  private Future<Message> own(Exchange exchange, UserId caller) {
    return visible(exchange, caller)
        .map(message -> {
          if (!message.sender().equals(caller)) {
            throw new ProblemException(Problem.Forbidden.ACTION);
          }
          return message;
        });
  }

  /** Says why nothing was changed: not the caller's, or not there. */
  private <T> Future<T> refuseChange(Exchange exchange, UserId caller) {
    return own(exchange, caller)
        .compose(own -> Future.failedFuture(new ProblemException(NotFound.THING)));
  }

  /** To outsiders the room is what does not exist, whatever else is wrong. */
  private Future<Answer> refuseOutsiders(RoomId room, UserId caller, ProblemException fault) {
    return rooms
        .isParticipant(room, caller)
        .map(isIn -> {
          throw isIn ? fault : new ProblemException(NotFound.THING);
        });
  }
}
