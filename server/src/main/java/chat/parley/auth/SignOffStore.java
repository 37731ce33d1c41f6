package chat.parley.auth;

import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts and families whose tokens were called back, in the database. */
public final class SignOffStore {
  /** A decision that waited for another one is the later one. In words that depend on no session, for Citus. */
  private static final String LATER =
      "greatest(excluded.tokens_since,"
          + " (s.tokens_since AT TIME ZONE 'UTC' + interval '1 microsecond') AT TIME ZONE 'UTC')";

  private static final String STORE =
      """
      INSERT INTO sign_offs AS s (user_id, tokens_since)
      SELECT id, now() FROM %%s
      ON CONFLICT (user_id) DO UPDATE SET tokens_since = %1$s, changed_at = %1$s
      RETURNING user_id, NULL AS family, tokens_since, disabled, changed_at\
      """
          .formatted(LATER);

  private static final String SIGN_OFF = STORE.formatted("users WHERE id = $1");

  private static final String CHANGE_PASSWORD =
      "WITH changed AS (UPDATE users SET password = $2 WHERE username = $1 RETURNING id)\n"
          + STORE.formatted("changed");

  private static final String DISABLE =
      """
      INSERT INTO sign_offs AS s (user_id, tokens_since, disabled)
      SELECT id, now(), $2 FROM users WHERE username = $1
      ON CONFLICT (user_id) DO UPDATE SET tokens_since = %1$s, disabled = excluded.disabled, changed_at = %1$s
      RETURNING user_id, NULL AS family, tokens_since, disabled, changed_at\
      """
          .formatted(LATER);

  private static final String END_FAMILY =
      """
      INSERT INTO ended_families (family, user_id) VALUES ($1, $2)
      ON CONFLICT (family) DO UPDATE SET user_id = excluded.user_id
      RETURNING user_id, family, ended_at AS tokens_since, false AS disabled, ended_at AS changed_at\
      """;

  private static final String STANDING =
      """
      SELECT u.id AS user_id, NULL AS family, s.tokens_since, s.disabled, s.changed_at,
             EXISTS (SELECT 1 FROM ended_families WHERE family = $2) AS ended
        FROM users u
        LEFT JOIN sign_offs s ON s.user_id = u.id
       WHERE u.id = $1\
      """;

  private static final String CHANGED =
      """
      SELECT user_id, family, ended_at AS tokens_since, false AS disabled, ended_at AS changed_at
        FROM ended_families
       WHERE ended_at > $1
       UNION ALL
      SELECT user_id, NULL, tokens_since, disabled, changed_at
        FROM sign_offs
       WHERE changed_at > $1\
      """;

  private static final String IN_FORCE = CHANGED + " OR disabled";

  private static final String FORGET = "DELETE FROM ended_families WHERE ended_at < $1";

  private final Database database;

  public SignOffStore(Database database) {
    this.database = database;
  }

  /**
   * How an account stands at this moment.
   *
   * @param signOff the last decision about all of its tokens
   * @param ended whether the family that was asked for has ended
   */
  record Standing(UserId user, Optional<SignOff> signOff, boolean ended) {
    /** When all tokens were called back for the last time; long ago if never. */
    Instant since() {
      return signOff.map(SignOff::since).orElse(Instant.EPOCH);
    }

    /** Whether a token of the family, made then, is good. */
    boolean allows(Instant issued) {
      return !ended && signOff.filter(decided -> decided.concerns(issued)).isEmpty();
    }

    boolean disabled() {
      return signOff.map(SignOff::disabled).orElse(false);
    }
  }

  /** How an account and a family of its tokens stand; empty where there is no such account. */
  Future<Optional<Standing>> standing(UserId user, @Nullable String family) {
    return database
        .read(STANDING, Tuple.of(user.value(), family))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new Standing(
                        user,
                        row.getOffsetDateTime("changed_at") == null
                            ? Optional.empty()
                            : Optional.of(signOff(row)),
                        row.getBoolean("ended"))));
  }

  /** Calls back all tokens of an account; empty where there is none. */
  Future<Optional<SignOff>> signOff(UserId user) {
    return database
        .writeAnyway(SIGN_OFF, Tuple.of(user.value()))
        .map(rows -> signOffs(rows).stream().findFirst());
  }

  /** Calls back all tokens that came of one login. */
  Future<SignOff> endFamily(UserId user, String family) {
    return database
        .writeAnyway(END_FAMILY, Tuple.of(family, user.value()))
        .map(rows -> signOffs(rows).getFirst());
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
    return database.read(CHANGED, Tuple.of(time(time))).map(SignOffStore::signOffs);
  }

  /** The same, and whoever is locked out. */
  Future<List<SignOff>> inForceAfter(Instant time) {
    return database.read(IN_FORCE, Tuple.of(time(time))).map(SignOffStore::signOffs);
  }

  /** Forgets families that ended before a time. */
  Future<Void> forgetBefore(Instant time) {
    return database.write(FORGET, Tuple.of(time(time))).mapEmpty();
  }

  private static OffsetDateTime time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static List<SignOff> signOffs(RowSet<Row> rows) {
    return rows.stream().map(SignOffStore::signOff).toList();
  }

  private static SignOff signOff(Row row) {
    return new SignOff(
        new UserId(row.getLong("user_id")),
        row.getString("family"),
        row.getOffsetDateTime("tokens_since").toInstant(),
        row.getBoolean("disabled"),
        row.getOffsetDateTime("changed_at").toInstant());
  }
}
