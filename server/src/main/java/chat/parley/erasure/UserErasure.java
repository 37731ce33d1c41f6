package chat.parley.erasure;

import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Takes away what a user wrote and is known by, and leaves tombstones and a name that says nothing. The name goes last:
 * where this is interrupted, the same command goes on with it. Belongs to one event loop.
 */
public final class UserErasure {
  /** What servers had accepted from the user before they heard of the sign-off is stored by then. */
  private static final long SETTLING_SECONDS = 2;

  private static final String ID = "SELECT id FROM users WHERE username = $1";

  private static final String FORGET_READING =
      "UPDATE participants SET read_id = 0 WHERE user_id = $1 AND read_id > 0";

  private static final String IS_TAKEN = "SELECT 1 FROM users WHERE username = $1 AND id <> $2";

  private static final String ANONYMISE =
      """
      UPDATE users SET username = $2, email = '', password = '!', external_id = NULL
       WHERE id = $1\
      """;

  private final Vertx vertx;
  private final Database database;
  private final LongConsumer told;
  private final Queue<WrittenStore.Written> found = new ArrayDeque<>();
  private Optional<WrittenStore.Place> place = Optional.of(WrittenStore.Place.FIRST);
  private long count;

  /**
   * @param told how many messages were deleted by now
   */
  public UserErasure(Vertx vertx, Database database, LongConsumer told) {
    this.vertx = vertx;
    this.database = database;
    this.told = told;
  }

  /**
   * What came of it.
   *
   * @param username that the account has now
   * @param messages how many were deleted
   */
  public record Erased(UserId user, String username, long messages) {}

  /** Erases an account that has been locked out before; empty where there is none of that name. */
  public Future<Optional<Erased>> erase(String username) {
    return database
        .read(ID, Tuple.of(username))
        .compose(rows ->
            rows.size() == 0
                ? Future.succeededFuture(Optional.empty())
                : erase(new UserId(rows.iterator().next().getLong(0))).map(Optional::of));
  }

  private Future<Erased> erase(UserId user) {
    WrittenStore written = new WrittenStore(database, user);
    Tombstones tombstones = new Tombstones(database);
    return vertx
        .timer(SETTLING_SECONDS, TimeUnit.SECONDS)
        .compose(settled -> new Pace(vertx).takeAll(() -> step(written, tombstones)))
        .compose(gone -> database.write(FORGET_READING, Tuple.of(user.value())))
        .compose(forgotten -> freeName(user, 1))
        .compose(name ->
            database
                .write(ANONYMISE, Tuple.of(user.value(), name))
                .map(done -> new Erased(user, name, count)));
  }

  private Future<Boolean> step(WrittenStore written, Tombstones tombstones) {
    WrittenStore.Written next = found.poll();
    if (next != null) {
      return tombstones
          .bury(next.room(), next.messages(), 0)
          .map(buried -> {
            count += buried;
            told.accept(count);
            return true;
          });
    }
    return place
        .map(from ->
            written
                .after(from)
                .map(window -> {
                  found.addAll(window.found());
                  place = window.end();
                  return true;
                }))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  /** Somebody may have chosen just that name. */
  private Future<String> freeName(UserId user, int attempt) {
    String name = "erased-" + user + (attempt == 1 ? "" : "-" + attempt);
    return database
        .read(IS_TAKEN, Tuple.of(name, user.value()))
        .compose(
            rows -> rows.size() == 0 ? Future.succeededFuture(name) : freeName(user, attempt + 1));
  }
}
