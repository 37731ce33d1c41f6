package chat.parley.erasure;

import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets one node at a time do something. Good for a minute after it was last asked for; whoever holds it longer than that
 * without asking again does it beside another one, which must do no harm.
 */
final class Lease {
  private static final Duration RENEWED = Duration.ofSeconds(15);

  private static final String TAKE =
      """
      UPDATE leases SET holder = $2, good_until = now() + interval '1 minute'
       WHERE name = $1 AND (holder = $2 OR good_until < now())
      RETURNING name\
      """;

  private final String name;
  private final UUID holder = UUID.randomUUID();
  private long taken = System.nanoTime() - RENEWED.toNanos();

  Lease(String name) {
    this.name = name;
  }

  /** Whether it is this one's turn. */
  Future<Boolean> take(Database database) {
    long now = System.nanoTime();
    if (now - taken < RENEWED.toNanos()) {
      return Future.succeededFuture(true);
    }
    return database
        .writeAgain(TAKE, again -> Tuple.of(name, holder))
        .map(rows -> {
          boolean ours = rows.size() > 0;
          if (ours) {
            taken = now;
          }
          return ours;
        });
  }
}
