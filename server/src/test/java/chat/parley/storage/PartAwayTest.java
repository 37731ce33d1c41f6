package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestPostgres;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One worker of a Citus cluster is away: the coordinator answers 08006 to whatever is about its rooms. */
class PartAwayTest {
  private static final int SENDERS = 60;

  /** Says of one room what a coordinator says. */
  private static final String AWAY =
      """
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'connection to the remote node failed' USING ERRCODE = '08006';
      END $$;
      CREATE TRIGGER away BEFORE INSERT OR UPDATE ON messages
        FOR EACH ROW WHEN (NEW.room_id = <room>) EXECUTE FUNCTION fail()\
      """;

  private final String url = TestPostgres.shared().newUndistributedDatabase();

  @AfterEach
  void drop() {
    TestPostgres.shared().drop(url);
  }

  @Test
  void whatIsOnOtherServersGoesOn() throws Exception {
    try (Server server = serve();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Api api = new Api(server.uri()).newPerson("person").api();
      long here = api.newRoom("here");
      long away = api.newRoom("away");
      String message = Api.messages(away) + api.say(away, "before") + "/";
      TestPostgres.shared().execute(url, AWAY.replace("<room>", Long.toString(away)));

      // So many that they go in batches, in which the two rooms stand side by side.
      var sent =
          IntStream.range(0, SENDERS)
              .mapToObj(i -> threads.submit(() -> send(api, i % 2 == 0 ? here : away)))
              .toList();
      for (int i = 0; i < SENDERS; i++) {
        expect(i % 2 == 0 ? 201 : 503, sent.get(i));
      }
      assertThat(api.get(Api.messages(here) + "?page_size=100").results()).hasSize(SENDERS / 2);
      assertThat(api.get(Api.messages(away)).results()).hasSize(1);
      Future<Reply> edit =
          threads.submit(() -> api.put(message, new JsonObject().put("content", "after")));
      expect(503, edit);
    }
  }

  private static Reply send(Api api, long room) {
    return api.post(Api.messages(room), new JsonObject().put("content", "hello"));
  }

  private static void expect(int status, Future<Reply> answer) throws Exception {
    Reply reply = answer.get();
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(status);
    if (status == 503) {
      assertThat(reply.header("Retry-After")).hasValue("1");
    }
  }

  private Server serve() throws Exception {
    return Server.start(
        Settings.from(
            Map.of(
                "PARLEY_PORT",
                "0",
                "PARLEY_DATABASE_URL",
                url,
                "PARLEY_JWT_SECRET",
                TestServer.SIGNING_KEY,
                "PARLEY_LIMITS",
                "off")));
  }
}
