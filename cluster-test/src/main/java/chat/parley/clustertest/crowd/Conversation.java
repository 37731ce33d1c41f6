package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Pauses;
import chat.parley.fixture.Api;
import chat.parley.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** What one of the crowd does all the time: writes, edits, deletes, reads; each thing until it is done. */
final class Conversation implements Runnable {
  private static final String WORDS = " and so on, as people write, about this and that".repeat(4);

  private final Chatter chatter;
  private final Api api;
  private final Random random;
  private final Ledger ledger;
  private final Asking asking;
  private final Lock allowed;
  private final Consumer<Chatter> newRoom;
  private final List<String> faults;
  private final List<Ledger.Entry> mine = new ArrayList<>();
  private int said;

  /**
   * @param allowed held while something is done
   * @param newRoom makes a room, now and then
   * @param faults what should never have been answered
   */
  Conversation(
      Chatter chatter,
      Random random,
      Ledger ledger,
      Refusals refusals,
      Lock allowed,
      Consumer<Chatter> newRoom,
      List<String> faults) {
    this.chatter = chatter;
    this.api = chatter.person().api();
    this.random = random;
    this.ledger = ledger;
    this.asking = new Asking(refusals, random);
    this.allowed = allowed;
    this.newRoom = newRoom;
    this.faults = faults;
  }

  /** Ends with the thread. */
  @Override
  public void run() {
    while (Pauses.taken(Duration.ofMillis(200 + random.nextInt(1_000)))) {
      allowed.lock();
      try {
        act();
      } catch (RuntimeException e) {
        faults.add(e.toString());
      } finally {
        allowed.unlock();
      }
    }
  }

  private void act() {
    long room = chatter.rooms().get(random.nextInt(chatter.rooms().size()));
    int choice = random.nextInt(100);
    if (choice < 55 || mine.isEmpty()) {
      say(room);
    } else if (choice < 68) {
      edit(mine.get(random.nextInt(mine.size())));
    } else if (choice < 76) {
      delete(mine.remove(random.nextInt(mine.size())));
    } else if (choice < 92) {
      read(room);
    } else if (choice < 99) {
      chatter.device().type(room);
    } else {
      newRoom.accept(chatter);
    }
  }

  private void say(long room) {
    String key = chatter.person().id() + "." + said++;
    String content = (key + WORDS.substring(0, random.nextInt(WORDS.length()))).strip();
    long askedAt = System.nanoTime();
    JsonObject message =
        asking.untilAnswered(
            "a message",
            () ->
                chatter.isConnected() && random.nextBoolean()
                    ? sendBySocket(room, content, key)
                    : sendByRequest(room, content, key));
    mine.add(
        ledger.acknowledged(
            key, room, message.getLong("id"), chatter.person().id(), content, askedAt));
  }

  private Optional<JsonObject> sendBySocket(long room, String content, String key) {
    try {
      JsonObject answer =
          chatter
              .device()
              .send(room, content, key)
              .toCompletionStage()
              .toCompletableFuture()
              .get(Asking.ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.getString("type").equals("ack")) {
        return Optional.of(answer.getJsonObject("message"));
      }
      if (answer.getInteger("status") != 503) {
        faults.add("a message: " + answer);
      }
    } catch (TimeoutException | ExecutionException e) {
      // The socket ended before the answer came.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private Optional<JsonObject> sendByRequest(long room, String content, String key) {
    HttpRequest.Builder request =
        api.request(Api.messages(room))
            .timeout(Asking.ATTEMPT)
            .header("Idempotency-Key", key)
            .POST(body(content));
    return asking
        .ask("a message", () -> api.send(request))
        .map(reply -> expect(reply, 201))
        .map(Reply::json);
  }

  private void edit(Ledger.Entry entry) {
    String content = entry.key + " edited " + random.nextInt(1_000);
    HttpRequest.Builder request =
        api.request(address(entry)).timeout(Asking.ATTEMPT).PUT(body(content));
    int[] attempts = {0};
    Reply reply =
        asking.untilAnswered(
            "an edit",
            () -> {
              attempts[0]++;
              return asking.ask("an edit", () -> api.send(request));
            });
    expect(reply, 200);
    entry.content = content;
    if (attempts[0] > 1) {
      // An attempt that nobody waits for any more may still be done, and undo a later edit.
      mine.remove(entry);
    }
  }

  /** Repeated, it may find that it was done. */
  private void delete(Ledger.Entry entry) {
    HttpRequest.Builder request = api.request(address(entry)).timeout(Asking.ATTEMPT).DELETE();
    int[] attempts = {0};
    Reply reply =
        asking.untilAnswered(
            "a deletion",
            () -> {
              attempts[0]++;
              return asking.ask("a deletion", () -> api.send(request));
            });
    if (reply.status() != 404 || attempts[0] == 1) {
      expect(reply, 204);
    }
    entry.deleted = true;
  }

  private void read(long room) {
    HttpRequest.Builder request =
        api.request(Api.messages(room) + "?page_size=30").timeout(Asking.ATTEMPT).GET();
    Reply reply =
        expect(
            asking.untilAnswered("a page", () -> asking.ask("a page", () -> api.send(request))),
            200);
    long last = Long.MAX_VALUE;
    for (Object each : reply.results()) {
      JsonObject message = (JsonObject) each;
      if (message.getLong("id") >= last || message.getLong("chat_room") != room) {
        faults.add("a page out of order, or of another room: " + message);
      }
      last = message.getLong("id");
    }
  }

  private Reply expect(Reply reply, int status) {
    if (reply.status() != status) {
      throw new IllegalStateException("not %d: %s".formatted(status, reply));
    }
    return reply;
  }

  private static String address(Ledger.Entry entry) {
    return Api.messages(entry.room) + entry.id + "/";
  }

  private static HttpRequest.BodyPublisher body(String content) {
    return BodyPublishers.ofString(new JsonObject().put("content", content).encode());
  }
}
