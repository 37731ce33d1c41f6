package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What event loops have for one another. */
class CrossingTest {
  private static final int TASKS = 20_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(3));
  private final Context home = eventLoop();
  private final Crossing crossing = onContext(home);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void whatEachEventLoopBringsIsDoneInItsOrderOnTheOneWhereItBelongs() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    List<List<Integer>> done = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    AtomicInteger left = new AtomicInteger(TASKS * done.size());
    for (int loops = 0; loops < done.size(); loops++) {
      List<Integer> mine = done.get(loops);
      Context loop = loops == 0 ? home : eventLoop();
      loop.runOnContext(go -> {
        for (int i = 0; i < TASKS; i++) {
          int number = i;
          crossing.run(() -> {
            threads.add(Thread.currentThread());
            mine.add(number);
            left.decrementAndGet();
          });
        }
      });
    }
    Await.until("all tasks", () -> left.get() == 0);
    assertThat(threads).hasSize(1);
    assertThat(done)
        .allMatch(each -> each.size() == TASKS)
        .allSatisfy(each -> assertThat(each).isSorted());
  }

  private Context eventLoop() {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  private static Crossing onContext(Context context) {
    return Future.<Crossing>future(
            made -> context.runOnContext(go -> made.complete(new Crossing())))
        .await();
  }
}
