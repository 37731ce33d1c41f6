package chat.parley.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database's schema to the newest version. */
final class Migrations {
  private Migrations() {}

  /**
   * Runs what has not run yet; nodes that start together wait for each other on Flyway's lock.
   *
   * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached or migrated
   */
  static void migrate(DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .failOnMissingLocations(true)
        .connectRetries(3)
        .connectRetriesInterval(1)
        .load()
        .migrate();
  }
}
