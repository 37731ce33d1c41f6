package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * On Citus, what is about one room asks one shard: here every statement that asks more, also inside a function, is
 * refused by Citus, as an internal error, and so answered 503.
 */
@EnabledIf(
    value = "chat.parley.fixture.TestPostgres#isOnCitus",
    disabledReason = "needs a Citus cluster, named by PARLEY_TEST_DATABASE_URL")
class OneShardTest {
  @RegisterExtension
  static final TestServer SERVER =
      TestServer.withDefaults().withSessionOption("citus.multi_task_query_log_level=error");

  private final List<Person> people = SERVER.people(2);
  private final Api api = people.getFirst().api();

  @Test
  void whatIsAboutOneRoomAsksOneShard() {
    long room = expect(201, newRoom()).id();
    String address = "/api/chat/rooms/%d/".formatted(room);
    expect(200, api.get(address));
    long plain = expect(201, say(room, "plain", "")).id();
    expect(201, say(room, "keyed", "a-key"));
    expect(201, say(room, "keyed", "a-key"));
    String message = Api.messages(room) + plain + "/";
    expect(200, api.get(message));
    expect(200, api.put(message, new JsonObject().put("content", "edited")));
    Reply page = expect(200, api.get(Api.messages(room) + "?page_size=1"));
    expect(200, api.get(page.json().getString("next")));
    expect(200, api.get(address + "changes/?since=1"));
    expect(200, api.put(address + "read/", new JsonObject().put("message", plain)));
    expect(204, api.delete(message));
    expect(404, SERVER.people(1).getFirst().api().get(address));
  }

  @Test
  void accountsAndTokensAskOneNode() {
    Person person = SERVER.api().newPerson("person");
    JsonObject refresh = new JsonObject().put("refresh", person.refresh());
    expect(200, person.api().get("/api/users/me/"));
    expect(200, person.api().get("/api/users/?search=person"));
    expect(200, SERVER.api().post("/api/token/refresh/", refresh));
    expect(401, SERVER.api().post("/api/token/refresh/", refresh));
  }

  /** The one request whose cost grows with the cluster, and the proof that this is noticed here. */
  @Test
  void theListOfRoomsAsksAllShards() {
    expect(503, api.get("/api/chat/rooms/"));
  }

  private Reply newRoom() {
    return api.post(
        "/api/chat/rooms/",
        new JsonObject().put("name", "room").put("participants", List.of(people.getLast().id())));
  }

  private Reply say(long room, String content, String key) {
    String body = new JsonObject().put("content", content).encode();
    var request = api.request(Api.messages(room)).POST(BodyPublishers.ofString(body));
    return api.send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
  }

  private static Reply expect(int status, Reply reply) {
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(status);
    return reply;
  }
}
