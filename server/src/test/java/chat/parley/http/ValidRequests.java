package chat.parley.http;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.SignedToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A valid request to every endpoint, by one person in a room with another. */
final class ValidRequests {
  private static final int MESSAGES = 60;
  private static final long FAR_FUTURE = 4_000_000_000L;

  private final Random random;
  private final int port;
  private final Person person;
  private final Person other;
  private final long room;
  private final List<Long> messages = new ArrayList<>();
  private final List<Supplier<Draft>> quick;
  private final List<Supplier<Draft>> slow;

  ValidRequests(Api api, int port, Random random) {
    this.random = random;
    this.port = port;
    person = api.newPerson("person");
    other = api.newPerson("other");
    room = person.api().newRoom("a room", other);
    for (int i = 0; i < MESSAGES; i++) {
      messages.add((i % 4 == 0 ? other : person).api().say(room, "message " + i));
    }
    quick = quick();
    slow = List.of(this::register, this::token);
  }

  /** Any of them. Those that cost a password's hash come less often. */
  Draft next() {
    List<Supplier<Draft>> from = random.nextInt(25) == 0 ? slow : quick;
    return from.get(random.nextInt(from.size())).get();
  }

  /** Takes note of a message that a request has made, so that there is always one to change. */
  void learn(Draft sent, Reply reply) {
    if (reply.status() == 201 && sent.path().contains("/messages")) {
      messages.add(reply.id());
    }
  }

  private List<Supplier<Draft>> quick() {
    return List.of(
        () -> post("/api/token/refresh/", new JsonObject().put("refresh", refreshToken())),
        () -> post("/api/token/verify/", new JsonObject().put("token", person.access())),
        () -> post("/api/token/blacklist/", new JsonObject().put("refresh", refreshToken())),
        () -> request("GET", "/api/users/?search=per&limit=5&offset=1", null),
        () -> request("GET", "/api/users/me/", null),
        () -> request("GET", "/api/chat/rooms/?limit=2&offset=1", null),
        () -> post("/api/chat/rooms/", room()),
        () -> request("GET", "/api/chat/rooms/%d/".formatted(room), null),
        () -> request("GET", Api.messages(room) + "?page_size=5&cursor=bzk5OTk5OTk", null),
        () -> post(Api.messages(room), content()).with("Idempotency-Key", key()),
        () -> post(Api.messages(room), content()),
        () -> request("GET", message(), null),
        () -> request("PUT", message(), content()),
        () -> request("PATCH", message(), content()),
        () -> request("DELETE", message(), null).with("Prefer", "return=representation"),
        () -> request("GET", "/api/chat/rooms/%d/changes/?since=3&limit=5".formatted(room), null),
        () -> request("PUT", "/api/chat/rooms/%d/read/".formatted(room), mark()),
        () -> request("GET", "/health/live", null),
        () -> request("GET", "/health/ready", null),
        () -> file("/api/schema/"),
        () -> file("/api/docs/"),
        () -> file("/api/docs/start.js"));
  }

  private Draft register() {
    String name = UUID.randomUUID().toString();
    return post(
        "/api/register/",
        new JsonObject()
            .put("username", name)
            .put("email", name + "@example.org")
            .put("password", Api.PASSWORD));
  }

  private Draft token() {
    return post(
        "/api/token/",
        new JsonObject().put("username", person.username()).put("password", Api.PASSWORD));
  }

  private JsonObject room() {
    return new JsonObject()
        .put("name", "another")
        .put("participants", new JsonArray().add(other.id()));
  }

  private JsonObject content() {
    return new JsonObject().put("content", "content " + random.nextInt(1_000));
  }

  private JsonObject mark() {
    return new JsonObject().put("message", messages.get(random.nextInt(messages.size())));
  }

  private String key() {
    return "key-" + random.nextInt(500);
  }

  private String message() {
    return Api.messages(room) + messages.get(random.nextInt(messages.size())) + "/";
  }

  private String refreshToken() {
    return SignedToken.of(
        new JsonObject()
            .put("token_type", "refresh")
            .put("exp", FAR_FUTURE)
            .put("iat", 1)
            .put("jti", UUID.randomUUID().toString())
            .put("user_id", person.id())
            .encode());
  }

  private Draft post(String target, JsonObject body) {
    return request("POST", target, body);
  }

  private Draft file(String target) {
    return new Draft("GET", target, headers(), null, true);
  }

  private Draft request(String method, String target, @Nullable JsonObject body) {
    return new Draft(method, target, headers(), body == null ? null : body.toBuffer(), false);
  }

  private List<Draft.Header> headers() {
    return List.of(
        new Draft.Header("Host", "127.0.0.1:" + port),
        new Draft.Header("Authorization", "Bearer " + person.access()),
        new Draft.Header("Content-Type", "application/json"),
        new Draft.Header("Accept", "application/json"));
  }
}
