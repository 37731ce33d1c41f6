package chat.parley.auth;

import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** The refresh tokens that are good no more: simplejwt's blacklist. */
public final class RevokedTokens {
  private static final String ADD =
      """
      INSERT INTO revoked_tokens (jti, expires_at) VALUES ($1, $2)
      ON CONFLICT (jti) DO NOTHING
      RETURNING 1\
      """;

  private static final String CONTAINS = "SELECT 1 FROM revoked_tokens WHERE jti = $1";

  private static final String FORGET = "DELETE FROM revoked_tokens WHERE expires_at < $1";

  private final Database database;

  public RevokedTokens(Database database) {
    this.database = database;
  }

  /** Adds a token; false where it had been added before. */
  Future<Boolean> add(String jti, Instant expires) {
    return database
        .writeAnyway(ADD, Tuple.of(jti, expires.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.size() > 0);
  }

  Future<Boolean> contains(String jti) {
    return database.read(CONTAINS, Tuple.of(jti)).map(rows -> rows.size() > 0);
  }

  /** Forgets tokens that ended before now, and so are refused without a list. */
  public Future<Void> forgetExpired(Instant now) {
    return database.writeAnyway(FORGET, Tuple.of(now.atOffset(ZoneOffset.UTC))).mapEmpty();
  }
}
