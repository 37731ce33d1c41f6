package chat.parley.auth;

import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The accounts whose tokens were called back, in the database. */
public final class SignOffStore {
  /** From the next second on: a token says its time in seconds. */
  private static final String SINCE = "date_trunc('second', now()) + interval '1 second'";

  /** A decision that waited for another one is the later one. */
  private static final String LATER = "greatest(now(), s.changed_at + interval '1 microsecond')";

  private static final String STORE =
      """
      INSERT INTO sign_offs AS s (user_id, tokens_since)
      SELECT id, %1$s FROM %%s
      ON CONFLICT (user_id) DO UPDATE SET tokens_since = excluded.tokens_since, changed_at = %2$s
      RETURNING user_id, tokens_since, disabled, changed_at\
      """
          .formatted(SINCE, LATER);

  private static final String SIGN_OFF = STORE.formatted("users WHERE id = $1");

  private static final String CHANGE_PASSWORD =
      "WITH changed AS (UPDATE users SET password = $2 WHERE username = $1 RETURNING id)\n"
          + STORE.formatted("changed");

  private static final String DISABLE =
      """
      INSERT INTO sign_offs AS s (user_id, tokens_since, disabled)
      SELECT id, %1$s, $2 FROM users WHERE username = $1
      ON CONFLICT (user_id) DO UPDATE
         SET tokens_since = excluded.tokens_since, disabled = $2, changed_at = %2$s
      RETURNING user_id, tokens_since, disabled, changed_at\
      """
          .formatted(SINCE, LATER);

  private static final String CHANGED =
      """
      SELECT user_id, tokens_since, disabled, changed_at
        FROM sign_offs
       WHERE changed_at > $1\
      """;

  private static final String IN_FORCE = CHANGED + " OR disabled";

  private final Database database;

  public SignOffStore(Database database) {
    this.database = database;
  }

  /** Calls back all tokens of an account; empty where there is none. */
  Future<Optional<SignOff>> signOff(UserId user) {
    return database
        .writeAnyway(SIGN_OFF, Tuple.of(user.value()))
        .map(rows -> read(rows).findFirst());
  }

  /** Sets a new password and calls back all tokens; whether there is such an account. */
  public Future<Boolean> changePassword(String username, String passwordHash) {
    return database
        .writeAnyway(CHANGE_PASSWORD, Tuple.of(username, passwordHash))
        .map(rows -> rows.size() > 0);
  }

  /** Locks an account out, or lets it in again; whether there is such an account. */
  public Future<Boolean> disable(String username, boolean disabled) {
    return database.writeAnyway(DISABLE, Tuple.of(username, disabled)).map(rows -> rows.size() > 0);
  }

  /** What was decided after a time. */
  Future<List<SignOff>> changedAfter(Instant time) {
    return database
        .read(CHANGED, Tuple.of(time.atOffset(ZoneOffset.UTC)))
        .map(rows -> read(rows).toList());
  }

  /** The same, and whoever is locked out. */
  Future<List<SignOff>> inForceAfter(Instant time) {
    return database
        .read(IN_FORCE, Tuple.of(time.atOffset(ZoneOffset.UTC)))
        .map(rows -> read(rows).toList());
  }

  private static Stream<SignOff> read(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new SignOff(
                new UserId(row.getLong("user_id")),
                row.getOffsetDateTime("tokens_since").toInstant(),
                row.getBoolean("disabled"),
                row.getOffsetDateTime("changed_at").toInstant()));
  }
}
