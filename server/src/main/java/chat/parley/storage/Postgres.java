package chat.parley.storage;

import chat.parley.config.DatabaseUrl;
import chat.parley.config.Settings;
import chat.parley.storage.embedded.DataDirectoryInUseException;
import chat.parley.storage.embedded.EmbeddedOptions;
import chat.parley.storage.embedded.EmbeddedPostgres;
import chat.parley.storage.embedded.EmbeddedPostgresException;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL that holds everything: an embedded one that lives and ends with this object, or the
 * operator's own.
 */
public final class Postgres implements AutoCloseable {
  private final String described;
  private final PgConnectOptions options;
  private final Supplier<DataSource> dataSource;
  private final Optional<EmbeddedPostgres> embedded;

  private Postgres(
      String described,
      PgConnectOptions options,
      Supplier<DataSource> dataSource,
      Optional<EmbeddedPostgres> embedded) {
    this.described = described;
    this.options = tuned(options);
    this.dataSource = dataSource;
    this.embedded = embedded;
  }

  /**
   * Starts the embedded one, or gets ready to reach the operator's. Blocks. {@link #migrate} comes next.
   *
   * @throws StorageException with one line that says what is wrong
   */
  public static Postgres start(Settings settings) throws StorageException {
    return settings.database().isPresent()
        ? external(settings.database().get())
        : embedded(() -> startEmbedded(settings));
  }

  /** As {@link #start}; where a server is running on the data directory, its database is used. */
  public static Postgres startBesideServer(Settings settings) throws StorageException {
    return settings.database().isPresent()
        ? external(settings.database().get())
        : embedded(() -> startOrAttach(settings));
  }

  /**
   * Brings the schema up to date. Blocks.
   *
   * @throws StorageException with one line that says what is wrong, also if it cannot be reached
   */
  public void migrate(Vertx vertx) throws StorageException {
    // A server far away may never answer; Flyway's driver gives up in time.
    boolean isNear = embedded.isPresent();
    if (!isNear || !Migrations.areDone(vertx, options())) {
      Migrations.run(dataSource.get(), described);
    }
  }

  /** How a client reaches it. */
  public PgConnectOptions options() {
    return new PgConnectOptions(options);
  }

  /** Blocking connections to it, for work that has threads of its own. Not pooled. */
  public DataSource dataSource() {
    return dataSource.get();
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedPostgres::close);
  }

  @FunctionalInterface
  private interface Start {
    EmbeddedPostgres run() throws EmbeddedPostgresException;
  }

  private static EmbeddedPostgres startEmbedded(Settings settings)
      throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(settings.dataDirectory(), EmbeddedOptions.defaults());
  }

  private static EmbeddedPostgres startOrAttach(Settings settings)
      throws EmbeddedPostgresException {
    try {
      return startEmbedded(settings);
    } catch (DataDirectoryInUseException e) {
      return EmbeddedPostgres.attach(settings.dataDirectory());
    }
  }

  private static Postgres embedded(Start start) throws StorageException {
    EmbeddedPostgres server;
    try {
      server = start.run();
    } catch (EmbeddedPostgresException e) {
      throw new StorageException(e.getMessage(), e);
    }
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(server.socketDirectory().toString())
            .setPort(server.port())
            .setDatabase(server.database())
            .setUser(server.user());
    return new Postgres(
        "the embedded PostgreSQL", options, () -> dataSource(server), Optional.of(server));
  }

  private static DataSource dataSource(EmbeddedPostgres server) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.jdbcUrl());
    return source;
  }

  private static Postgres external(DatabaseUrl url) throws StorageException {
    ExternalPostgres external = ExternalPostgres.of(url);
    return new Postgres(
        ExternalPostgres.described(url),
        external.options(),
        external::dataSource,
        Optional.empty());
  }

  private static PgConnectOptions tuned(PgConnectOptions options) {
    return options
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(128)
        .setPipeliningLimit(256)
        .addProperty("application_name", "parley");
  }
}
