package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;

/** One visit to every endpoint that asks the database, on each way through it. */
final class Tour {
  private final Api anybody;
  private final Api.Person person;
  private final Api caller;
  private final Api outsider;
  private final String room;

  /** The room is one of the person's, with more than two pages of messages, and not the outsider's. */
  Tour(Api anybody, Api.Person person, Api.Person outsider, long room) {
    this.anybody = anybody;
    this.person = person;
    this.caller = anybody.as(person.access());
    this.outsider = anybody.as(outsider.access());
    this.room = "/api/chat/rooms/%d/".formatted(room);
  }

  /** Each name is good for one visit. */
  void run(String name) {
    visitAccounts(name);
    visitTokens();
    visitPeople();
    visitRooms();
    visitHistory();
    visitMessages(name);
    expect(200, anybody.get("/health/ready"));
  }

  private void visitAccounts(String name) {
    JsonObject account = new JsonObject().put("username", name).put("password", Api.PASSWORD);
    expect(201, anybody.post("/api/register/", account));
    expect(400, anybody.post("/api/register/", account));
    expect(401, anybody.post("/api/token/", account.copy().put("username", "nobody")));
  }

  private void visitTokens() {
    JsonObject login =
        new JsonObject().put("username", person.username()).put("password", Api.PASSWORD);
    Reply pair = expect(200, anybody.post("/api/token/", login));
    JsonObject first = new JsonObject().put("refresh", pair.json().getString("refresh"));
    Reply next = expect(200, anybody.post("/api/token/refresh/", first));
    expect(401, anybody.post("/api/token/refresh/", first));
    String refresh = next.json().getString("refresh");
    expect(200, anybody.post("/api/token/verify/", new JsonObject().put("token", refresh)));
    expect(200, anybody.post("/api/token/blacklist/", new JsonObject().put("refresh", refresh)));
  }

  /** Not everybody, who are counted by reading everybody. */
  private void visitPeople() {
    expect(200, caller.get("/api/users/me/"));
    assertThat(expect(200, caller.get("/api/users/?search=USER-1")).results()).hasSize(20);
    assertThat(expect(200, caller.get("/api/users/?search=user-999")).results()).hasSize(1);
    expect(200, caller.get("/api/users/?search=user-1&limit=50&offset=50"));
  }

  private void visitRooms() {
    assertThat(expect(200, caller.get("/api/chat/rooms/")).results()).hasSize(20);
    expect(200, caller.get("/api/chat/rooms/?limit=5&offset=10"));
    expect(200, caller.get(room));
    expect(404, outsider.get(room));
    JsonObject described = new JsonObject().put("name", "new");
    expect(201, caller.post("/api/chat/rooms/", described.put("participants", ids(20, 30))));
    expect(400, caller.post("/api/chat/rooms/", described.put("participants", ids(20, 999_999))));
  }

  private void visitHistory() {
    Reply top = expect(200, caller.get(room + "messages/"));
    assertThat(top.results()).hasSize(50);
    Reply older = expect(200, caller.get(relative(top.json().getString("next"))));
    expect(200, caller.get(relative(older.json().getString("previous"))));
    expect(404, caller.get(room + "messages/?cursor=wrong"));
    expect(404, outsider.get(room + "messages/"));
    expect(404, outsider.get(room + "messages/?cursor=wrong"));
  }

  private void visitMessages(String key) {
    JsonObject content = new JsonObject().put("content", "hello");
    expect(201, caller.post(room + "messages/", content));
    expect(201, keyed(content, key));
    Reply sent = expect(201, keyed(content, key));
    assertThat(sent.header("Idempotent-Replayed")).isPresent();
    expect(400, caller.post(room + "messages/", new JsonObject()));
    expect(404, outsider.post(room + "messages/", content));
    String message = room + "messages/%d/".formatted(sent.id());
    expect(200, caller.get(message));
    expect(404, outsider.get(message));
    expect(200, caller.put(message, content.put("content", "goodbye")));
    expect(400, caller.put(message, new JsonObject()));
    expect(404, outsider.put(message, content));
    expect(404, outsider.delete(message));
    expect(204, caller.delete(message));
    expect(404, caller.delete(message));
  }

  private Reply keyed(JsonObject content, String key) {
    return caller.send(
        caller
            .request(room + "messages/")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(content.encode())));
  }

  private static Reply expect(int status, Reply reply) {
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(status);
    return reply;
  }

  private static JsonArray ids(long... ids) {
    JsonArray array = new JsonArray();
    for (long id : ids) {
      array.add(id);
    }
    return array;
  }

  private static String relative(String link) {
    URI uri = URI.create(link);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
