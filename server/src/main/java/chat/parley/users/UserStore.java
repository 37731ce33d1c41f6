package chat.parley.users;

import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The accounts in the database. */
public final class UserStore {
  private static final String ADD =
      """
      INSERT INTO users (username, email, password) VALUES ($1, $2, $3)
      ON CONFLICT (username) DO NOTHING
      RETURNING id\
      """;

  private static final String IS_TAKEN = "SELECT 1 FROM users WHERE username = $1";

  private static final String EXISTS = "SELECT 1 FROM users WHERE id = $1";

  private static final String BY_ID = "SELECT id, username, email FROM users WHERE id = $1";

  private static final String LOGIN = "SELECT id, password FROM users WHERE username = $1";

  private static final String REPLACE_PASSWORD =
      "UPDATE users SET password = $3 WHERE id = $1 AND password = $2";

  private static final String BY_EXTERNAL_ID = "SELECT id FROM users WHERE external_id = $1";

  private static final String ADD_EXTERNAL =
      """
      INSERT INTO users (username, password, external_id) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      RETURNING id\
      """;

  private static final String STARTING_WITH =
      """
      SELECT id, username, '' AS email
        FROM users
       WHERE lower(username) COLLATE "C" >= $1 AND lower(username) COLLATE "C" < $2
       ORDER BY lower(username) COLLATE "C", id
       LIMIT $3 OFFSET $4\
      """;

  private static final String BY_IDS =
      "SELECT id, username, '' AS email FROM users WHERE id = ANY ($1) ORDER BY id";

  private static final String COUNT_STARTING_WITH =
      """
      SELECT count(*)
        FROM users
       WHERE lower(username) COLLATE "C" >= $1 AND lower(username) COLLATE "C" < $2\
      """;

  /** Sorts after every character that a username may hold. */
  private static final String END = Character.toString(Character.MAX_CODE_POINT);

  private final Database database;

  public UserStore(Database database) {
    this.database = database;
  }

  /** Stores a new account; empty where the username is taken. */
  public Future<Optional<User>> add(String username, String email, String passwordHash) {
    return database
        .write(ADD, Tuple.of(username, email, passwordHash))
        .map(rows ->
            first(rows).map(row -> new User(new UserId(row.getLong("id")), username, email)));
  }

  /** The account of somebody whom an issuer of tokens knows by this id. */
  public Future<Optional<UserId>> byExternalId(String externalId) {
    return database
        .read(BY_EXTERNAL_ID, Tuple.of(externalId))
        .map(rows -> first(rows).map(row -> new UserId(row.getLong("id"))));
  }

  /** Stores such an account, which has no password; empty where the name or the id is taken. */
  public Future<Optional<UserId>> addExternal(String username, String externalId) {
    return database
        .write(ADD_EXTERNAL, Tuple.of(username, Login.NO_PASSWORD, externalId))
        .map(rows -> first(rows).map(row -> new UserId(row.getLong("id"))));
  }

  public Future<Boolean> isTaken(String username) {
    return database.read(IS_TAKEN, Tuple.of(username)).map(rows -> rows.size() > 0);
  }

  public Future<Boolean> exists(UserId id) {
    return database.read(EXISTS, Tuple.of(id.value())).map(rows -> rows.size() > 0);
  }

  public Future<Optional<User>> byId(UserId id) {
    return database.read(BY_ID, Tuple.of(id.value())).map(rows -> first(rows).map(UserStore::user));
  }

  public Future<Optional<Login>> login(String username) {
    return database
        .read(LOGIN, Tuple.of(username))
        .map(rows ->
            first(rows)
                .map(row -> new Login(new UserId(row.getLong("id")), row.getString("password"))));
  }

  /** Stores another hash, unless the password has been changed since the login was read. */
  public Future<Void> replacePassword(Login login, String freshHash) {
    return database
        .writeAnyway(
            REPLACE_PASSWORD, Tuple.of(login.id().value(), login.passwordHash(), freshHash))
        .mapEmpty();
  }

  /** Those of the accounts that exist, in the order of their ids. */
  Future<List<User>> byIds(List<UserId> ids) {
    Long[] values = ids.stream().map(UserId::value).toArray(Long[]::new);
    return database
        .read(BY_IDS, Tuple.tuple().addArrayOfLong(values))
        .map(rows -> rows.stream().map(UserStore::user).toList());
  }

  /** Accounts whose username begins so, whatever its case, in the order of their usernames. */
  Future<List<User>> startingWith(String prefix, int limit, long offset) {
    String lower = prefix.toLowerCase(Locale.ROOT);
    return database
        .read(STARTING_WITH, Tuple.of(lower, lower + END, limit, offset))
        .map(rows -> rows.stream().map(UserStore::user).toList());
  }

  Future<Long> countStartingWith(String prefix) {
    String lower = prefix.toLowerCase(Locale.ROOT);
    return database
        .read(COUNT_STARTING_WITH, Tuple.of(lower, lower + END))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static User user(Row row) {
    return new User(
        new UserId(row.getLong("id")), row.getString("username"), row.getString("email"));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.stream().findFirst();
  }
}
