package chat.parley.sync;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One random course of events: four people in three rooms, each with a client of their own. */
final class History {
  private static final int PEOPLE = 4;
  private static final int ROOMS = 3;

  private final Random random;
  private final List<Person> people;
  private final List<WatchedClient> clients = new ArrayList<>();
  private final List<Long> rooms = new ArrayList<>();
  private final List<Future<?>> pending = new ArrayList<>();
  private final AtomicInteger keys = new AtomicInteger();
  private final boolean[] connected = new boolean[PEOPLE];

  History(TestServer server, Vertx vertx, WebSocketClient sockets, long seed) {
    random = new Random(seed);
    people = server.people(PEOPLE);
    Person[] others = people.subList(1, PEOPLE).toArray(new Person[0]);
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(people.getFirst().api().newRoom("room " + i, others));
    }
    for (Person person : people) {
      WatchedClient client = new WatchedClient(sockets, server.port(), person.access());
      rooms.forEach(client::holdFromStart);
      clients.add(client);
    }
  }

  /** Plays the steps, lets everybody come back, and gives all that is wrong then. */
  List<String> play(int steps) {
    for (int step = 0; step < steps; step++) {
      step(random.nextInt(PEOPLE));
      if (step % 25 == 24) {
        settle();
      }
    }
    settle();
    for (int i = 0; i < PEOPLE; i++) {
      comeBack(i);
    }
    settle();
    return faults();
  }

  private void step(int who) {
    WatchedClient client = clients.get(who);
    long room = rooms.get(random.nextInt(ROOMS));
    int dice = random.nextInt(100);
    if (dice < 8) {
      comeBack(who);
    } else if (dice < 12) {
      connected[who] = false;
      pending.add(client.disconnect());
    } else if (dice < 14 && connected[who]) {
      client.socket().pause();
      client.socket().fetch(1);
    } else if (dice < 50 && connected[who]) {
      String key = "k" + keys.incrementAndGet();
      pending.add(client.send(room, "by socket " + dice + key, key).otherwiseEmpty());
    } else if (dice < 65) {
      people.get(who).api().say(room, "by request " + dice);
    } else if (dice < 80) {
      change(who, client, room, "edit");
    } else if (dice < 88) {
      change(who, client, room, "delete");
    } else if (dice < 95) {
      read(who, client, room);
    } else if (dice < 96) {
      reset(who, client);
    }
  }

  private void comeBack(int who) {
    WatchedClient client = clients.get(who);
    Await.result(client.disconnect());
    Await.result(client.connect());
    connected[who] = true;
  }

  /** Comes back as of another store: all rooms are to be read anew. */
  private void reset(int who, WatchedClient client) {
    client.epoch("another");
    comeBack(who);
    for (long room : rooms) {
      if (client.room(room).seq() > 0) {
        load(who, client, room);
      }
    }
  }

  private void change(int who, WatchedClient client, long room, String how) {
    long mine = people.get(who).id();
    List<Long> own =
        client.messages(room).values().stream()
            .filter(message -> message.getLong("sender") == mine)
            .map(message -> message.getLong("id"))
            .toList();
    if (!own.isEmpty()) {
      String path = Api.messages(room) + own.get(random.nextInt(own.size())) + "/";
      Api api = people.get(who).api();
      if (how.equals("edit")) {
        api.put(path, new JsonObject().put("content", "edited " + random.nextInt()));
      } else {
        api.delete(path);
      }
    }
  }

  private void read(int who, WatchedClient client, long room) {
    Map<Long, JsonObject> messages = client.messages(room);
    if (!messages.isEmpty()) {
      long mark = new TreeMap<>(messages).lastKey() - random.nextInt(3);
      people
          .get(who)
          .api()
          .put(
              "/api/chat/rooms/%d/read/".formatted(room),
              new JsonObject().put("message", Math.max(1, mark)));
    }
  }

  /** Lets the slow ones read again, and waits for all answers. */
  private void settle() {
    for (int i = 0; i < PEOPLE; i++) {
      if (connected[i]) {
        clients.get(i).socket().resume();
      }
    }
    Await.result(Future.join(pending).otherwiseEmpty());
    pending.clear();
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      WatchedClient client = clients.get(i);
      faults.addAll(client.violations());
      for (long room : rooms) {
        String difference = client.difference(people.get(i).api(), room);
        if (!difference.isEmpty()) {
          faults.add(difference);
        }
      }
      faults.addAll(wrongMarks(i, client));
      client.disconnect();
    }
    return faults;
  }

  /** What {@code ready} said is what the list of rooms says, where nothing has happened since. */
  private List<String> wrongMarks(int who, WatchedClient client) {
    JsonObject ready =
        client.others().stream()
            .filter(frame -> frame.getString("type").equals("ready"))
            .reduce((first, last) -> last)
            .orElseThrow();
    List<String> faults = new ArrayList<>();
    Reply list = people.get(who).api().get("/api/chat/rooms/?expand=unread");
    for (Object each : list.results()) {
      JsonObject room = (JsonObject) each;
      JsonObject said = ready.getJsonObject("rooms").getJsonObject(room.getLong("id").toString());
      boolean unchanged = said.getLong("seq") == client.room(room.getLong("id")).seq();
      if (unchanged
          && (!said.getInteger("unread").equals(room.getInteger("unread"))
              || !said.getLong("read").equals(room.getLong("read")))) {
        faults.add("ready said %s, the list says %s".formatted(said, room));
      }
    }
    return faults;
  }

  private void load(int who, WatchedClient client, long room) {
    Map<Long, JsonObject> fresh = new TreeMap<>();
    long seq = WatchedClient.history(people.get(who).api(), room, fresh);
    client.room(room).load(seq, List.copyOf(fresh.values()));
  }
}
