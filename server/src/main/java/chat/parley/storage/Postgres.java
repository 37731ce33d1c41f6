package chat.parley.storage;

import chat.parley.config.DatabaseUrl;
import chat.parley.config.Settings;
import chat.parley.storage.embedded.DataDirectoryInUseException;
import chat.parley.storage.embedded.EmbeddedOptions;
import chat.parley.storage.embedded.EmbeddedPostgres;
import chat.parley.storage.embedded.EmbeddedPostgresException;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL that holds everything, migrated to this version: an embedded one that lives and ends
 * with this object, or the operator's own.
 */
public final class Postgres implements AutoCloseable {
  /** Longer than anybody waits for an answer: what was given up here ends there, with its locks. */
  private static final String STATEMENT_TIMEOUT = "12s";

  private final Address address;
  private final DataSource dataSource;
  private final Optional<EmbeddedPostgres> embedded;
  private final Distribution distribution;

  private Postgres(
      Address address,
      DataSource dataSource,
      Optional<EmbeddedPostgres> embedded,
      String described) {
    this.address = address;
    this.dataSource = dataSource;
    this.embedded = embedded;
    this.distribution = new Distribution(dataSource, described);
  }

  /**
   * Starts or reaches the database, and brings its schema up to date. Blocks.
   *
   * @throws StorageException with one line that says what is wrong
   */
  public static Postgres open(Settings settings) throws StorageException {
    return settings.database().isPresent()
        ? external(settings.database().get())
        : embedded(() -> start(settings));
  }

  /** As {@link #open}; where a server is running on the data directory, its database is used. */
  public static Postgres openBesideServer(Settings settings) throws StorageException {
    return settings.database().isPresent()
        ? external(settings.database().get())
        : embedded(() -> startOrAttach(settings));
  }

  /** How a client reaches it. */
  public Address address() {
    return address;
  }

  /** Blocking connections to it, for work that has threads of its own. Not pooled. */
  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * Spreads the tables over the workers of a Citus cluster, with what they hold; where that has been done,
   * wholly or in part, does the rest. Blocks, and meanwhile nobody can write.
   *
   * @return a line for each table that says where its rows are
   * @throws StorageException if the database is not the coordinator of such a cluster
   */
  public List<String> distribute() throws StorageException {
    return distribution.distribute();
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedPostgres::close);
  }

  @FunctionalInterface
  private interface Start {
    EmbeddedPostgres run() throws EmbeddedPostgresException;
  }

  private static EmbeddedPostgres start(Settings settings) throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(settings.dataDirectory(), EmbeddedOptions.defaults());
  }

  private static EmbeddedPostgres startOrAttach(Settings settings)
      throws EmbeddedPostgresException {
    try {
      return start(settings);
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
    String described = "the embedded PostgreSQL";
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.jdbcUrl());
    try {
      Migrations.migrate(source, described);
    } catch (StorageException | RuntimeException e) {
      server.close();
      throw e;
    }
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(server.socketDirectory().toString())
            .setPort(server.port())
            .setDatabase(server.database())
            .setUser(server.user());
    return new Postgres(
        tuned(new Address(List.of(options))), source, Optional.of(server), described);
  }

  private static Postgres external(DatabaseUrl url) throws StorageException {
    ExternalPostgres external = ExternalPostgres.of(url);
    String described = ExternalPostgres.described(url);
    Migrations.migrate(external.dataSource(), described);
    Postgres postgres =
        new Postgres(tuned(external.address()), external.dataSource(), Optional.empty(), described);
    postgres.distribution.complete();
    return postgres;
  }

  private static Address tuned(Address address) {
    address
        .hosts()
        .forEach(options ->
            options
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(128)
                .setPipeliningLimit(256)
                .addProperty("application_name", "parley")
                .addProperty("statement_timeout", STATEMENT_TIMEOUT));
    return address;
  }
}
