package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Node;
import chat.parley.clustertest.stage.Postgres;
import chat.parley.fixture.Api;
import chat.parley.fixture.SignedToken;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Makes accounts straight in the database, and tokens: passwords take long to hash on a busy machine. */
final class People {
  private static final String ADD =
      "INSERT INTO users (username, password) VALUES (?, 'none') RETURNING id";
  private static final long LIFETIME_SECONDS = 3_600;

  private final Postgres postgres;
  private int count;

  People(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Somebody new, whose requests go to a port. */
  Api.Person at(int port) {
    count++;
    String name = "person-" + count;
    try (Connection connection = postgres.connect();
        PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, name);
      ResultSet rows = insert.executeQuery();
      if (!rows.next()) {
        throw new IllegalStateException("no account was made");
      }
      long id = rows.getLong(1);
      String access = SignedToken.of(SignedToken.HEADER, claims(id), Node.SIGNING_KEY);
      Api api = new Api(URI.create("http://127.0.0.1:" + port)).as(access);
      return new Api.Person(id, name, access, "", api);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String claims(long id) {
    long now = Instant.now().getEpochSecond();
    String token = UUID.randomUUID().toString().replace("-", "");
    return """
    {"token_type":"access","exp":%d,"iat":%d,"jti":"%s","user_id":%d}\
    """
        .formatted(now + LIFETIME_SECONDS, now, token, id);
  }
}
