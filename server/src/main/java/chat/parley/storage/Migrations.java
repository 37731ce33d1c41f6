package chat.parley.storage;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.UnknownHostException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the database's schema to the newest version. */
final class Migrations {
  /** The versions of the files in db/migration. */
  static final String VERSIONS = "1 2 3 4 5 6 7 8 10 11 20 30 31 40 41 42 50 60 70 71 72 73 74 75";

  private static final String STATE =
      """
      SELECT coalesce(
               bool_and(success) AND string_agg(version, ' ' ORDER BY version::int) = $1, false)
        FROM flyway_schema_history\
      """;

  private static final int FOR_EVER = -1;

  private Migrations() {}

  /**
   * Whether there is nothing to do, by one small query: to find that out takes Flyway a third of a
   * second. False also where the database does not say. Blocks.
   */
  static boolean areDone(Vertx vertx, PgConnectOptions options) {
    SqlClient client =
        PgBuilder.client()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(options)
            .using(vertx)
            .build();
    return client
        .preparedQuery(STATE)
        .execute(Tuple.of(VERSIONS))
        .map(rows -> rows.iterator().next().getBoolean(0))
        .otherwise(false)
        .eventually(client::close)
        .await();
  }

  /**
   * Runs what has not run yet; nodes that start together wait for each other on Flyway's lock, however long
   * that takes. A database that cannot be reached is tried twice.
   *
   * @param described the database, as a person knows it
   * @throws StorageException if the database cannot be reached or migrated
   */
  static void run(DataSource source, String described) throws StorageException {
    run(source, described, "classpath:db/migration");
  }

  /** The same with migrations from elsewhere. */
  static void run(DataSource source, String described, String... locations)
      throws StorageException {
    try {
      configured(source).locations(locations).load().migrate();
    } catch (FlywayException e) {
      throw failed(described, e);
    }
  }

  /** Where to migrate, and how: all but what. */
  static FluentConfiguration configured(DataSource source) {
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(source)
            .callbacks(new CoordinatorOnly())
            .failOnMissingLocations(true)
            .lockRetryCount(FOR_EVER)
            .connectRetries(1)
            .connectRetriesInterval(1);
    // An index that is built concurrently would wait for the transaction that holds the lock.
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return flyway;
  }

  /** What stopped it, in one line: Flyway itself writes a page. */
  static StorageException failed(String described, Exception failure) {
    return new StorageException("%s: %s".formatted(described, reason(failure)), failure);
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String text = String.valueOf(deepest.getMessage()).strip();
    return deepest instanceof UnknownHostException
        ? "there is no host of that name"
        : text.replaceAll("\\s*\\R\\s*", " ");
  }
}
