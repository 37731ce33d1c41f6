package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import org.junit.jupiter.api.Test;

/** What a lane leaves alone. */
final class LaneTest {
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
