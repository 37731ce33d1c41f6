package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A few who send without keys and without a pause, and remember what was acknowledged. */
final class Senders {
  private static final int COUNT = 8;

  private final Api api;
  private final long room;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean sending = true;

  Senders(Api api, long room) {
    this.api = api;
    this.room = room;
  }

  void start() {
    for (int i = 0; i < COUNT; i++) {
      int sender = i;
      threads.add(Thread.ofVirtual().start(() -> send(sender)));
    }
  }

  void stop() throws InterruptedException {
    sending = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Returns when so many more have been acknowledged. */
  void awaitMore(int count) {
    int before = acknowledged.size();
    Await.until("more messages", () -> acknowledged.size() >= before + count);
  }

  /** How many were answered with 503; all others were acknowledged. */
  int refused() {
    return refused.get();
  }

  private void send(int sender) {
    for (int i = 0; sending; i++) {
      String content = "message %d of sender %d".formatted(i, sender);
      Reply reply = api.post(Api.messages(room), new JsonObject().put("content", content));
      if (reply.status() == 201) {
        acknowledged.add(content);
      } else {
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).hasValue("1");
        refused.incrementAndGet();
      }
    }
  }

  /** Everything acknowledged is there, nothing is there twice, and numbers have no holes. */
  void check() {
    List<String> contents = new ArrayList<>();
    String next = Api.messages(room) + "?page_size=100";
    String number = "";
    while (next != null) {
      Reply page = api.get(next);
      number = page.header("Room-Seq").orElseThrow();
      page.results().forEach(each -> contents.add(((JsonObject) each).getString("content")));
      next = page.json().getString("next");
    }
    assertThat(contents).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(number).isEqualTo(Integer.toString(contents.size()));
  }
}
