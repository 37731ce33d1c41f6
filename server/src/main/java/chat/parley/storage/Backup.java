package chat.parley.storage;

import chat.parley.config.Settings;
import chat.parley.storage.embedded.DataDirectoryInUseException;
import chat.parley.storage.embedded.EmbeddedOptions;
import chat.parley.storage.embedded.EmbeddedPostgres;
import chat.parley.storage.embedded.EmbeddedPostgresException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Copies of the embedded database's files, and databases out of such copies. */
public final class Backup {
  private Backup() {}

  /** What is still to be done to a restored database, before it is in its place. */
  @FunctionalInterface
  public interface Finish {
    void on(DataSource restored) throws SQLException;
  }

  /**
   * Writes a backup, whether or not a server is running.
   *
   * @throws StorageException if the database is not embedded, or cannot be used
   */
  public static void write(Settings settings, OutputStream out)
      throws StorageException, IOException, SQLException {
    requireEmbedded(settings);
    try (EmbeddedPostgres server = startOrAttach(settings)) {
      server.backUp(out);
    } catch (EmbeddedPostgresException e) {
      throw new StorageException(e.getMessage(), e);
    }
  }

  /**
   * Makes the database of the data directory out of a backup.
   *
   * @throws StorageException if there is a database already, or the backup is no good
   */
  public static void restore(Settings settings, InputStream backup, Finish finish)
      throws StorageException, SQLException {
    requireEmbedded(settings);
    try {
      EmbeddedPostgres.restore(
          settings.dataDirectory(),
          backup,
          server -> {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(server.jdbcUrl());
            finish.on(source);
          });
    } catch (EmbeddedPostgresException e) {
      throw new StorageException(e.getMessage(), e);
    }
  }

  private static EmbeddedPostgres startOrAttach(Settings settings)
      throws EmbeddedPostgresException {
    try {
      return EmbeddedPostgres.start(settings.dataDirectory(), EmbeddedOptions.defaults());
    } catch (DataDirectoryInUseException e) {
      return EmbeddedPostgres.attach(settings.dataDirectory());
    }
  }

  private static void requireEmbedded(Settings settings) throws StorageException {
    if (settings.database().isPresent()) {
      throw new StorageException(
          "PARLEY_DATABASE_URL is set: back up that PostgreSQL with its own tools (pg_basebackup,"
              + " pg_dump), or use parley export");
    }
  }
}
