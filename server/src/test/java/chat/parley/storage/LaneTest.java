package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a lane leaves alone. */
final class LaneTest {
  @Test
  void whoIsRefusedAndAsksAgainAtOnceHarmsNoOther() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<Throwable> faults = new CopyOnWriteArrayList<>();
    Promise<Void> all = Promise.promise();
    try {
      Context loop = vertx.getOrCreateContext();
      loop.exceptionHandler(faults::add);
      loop.runOnContext(now -> {
        PgConnectOptions nobody = new PgConnectOptions().setHost("127.0.0.1").setPort(1);
        Lane lane =
            new Lane(vertx, () -> PgBuilder.client().connectingTo(nobody).using(vertx).build());
        Request first = request();
        Request second = request();
        first.answer.future().onFailure(refused -> lane.run(request()));
        lane.run(first);
        lane.run(second);
        Future.join(first.answer.future(), second.answer.future())
            .onComplete(done -> vertx.setTimer(300, later -> all.complete()));
      });
      all.future().await(30, TimeUnit.SECONDS);
      assertThat(faults).isEmpty();
    } finally {
      vertx.close().await();
    }
  }

  private static Request request() {
    return new Request("SELECT 1", true, before -> Tuple.tuple());
  }

  @Test
  void whoseDatabaseWasNeverAwayStopsNobodysTimerWhenItIsClosed() {
    Vertx vertx = Vertx.vertx();
    try {
      long first = vertx.setPeriodic(60_000, id -> {});
      Lane lane =
          new Lane(
              vertx,
              () -> PgBuilder.client().connectingTo(new PgConnectOptions()).using(vertx).build());
      lane.close().await();
      assertThat(vertx.cancelTimer(first)).isTrue();
    } finally {
      vertx.close().await();
    }
  }
}
