package chat.parley.storage;

import java.net.UnknownHostException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database's schema to the newest version. */
final class Migrations {
  private Migrations() {}

  /**
   * Runs what has not run yet; nodes that start together wait for each other on Flyway's lock. A
   * database that cannot be reached is tried twice.
   *
   * @param described the database, as a person knows it
   * @throws StorageException if the database cannot be reached or migrated
   */
  static void migrate(DataSource source, String described) throws StorageException {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/migration")
          .failOnMissingLocations(true)
          .connectRetries(1)
          .connectRetriesInterval(1)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw failed(described, e);
    }
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
