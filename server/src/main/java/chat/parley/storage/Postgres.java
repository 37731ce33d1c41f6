package chat.parley.storage;

import chat.parley.config.DatabaseUrl;
import chat.parley.config.Settings;
import chat.parley.storage.embedded.DataDirectoryInUseException;
import chat.parley.storage.embedded.EmbeddedOptions;
import chat.parley.storage.embedded.EmbeddedPostgres;
import chat.parley.storage.embedded.EmbeddedPostgresException;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL that holds everything: an embedded one that lives and ends with this object, or the
 * operator's own.
 */
public final class Postgres implements AutoCloseable {
  /** Longer than anybody waits for an answer: what was given up here ends there, with its locks. */
  private static final String STATEMENT_TIMEOUT = "12s";

  private static final Pattern SCHEMA = Pattern.compile("search_path=\"?(\\w+)");

  private final String described;
  private final Address address;
  private final Supplier<DataSource> dataSource;
  private final Optional<EmbeddedPostgres> embedded;

  private Postgres(
      String described,
      Address address,
      Supplier<DataSource> dataSource,
      Optional<EmbeddedPostgres> embedded) {
    this.described = described;
    this.address = tuned(address);
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

  /** Whether there is a database to start or to reach, other than one that a start would make. */
  public static boolean isThere(Settings settings) {
    return settings.database().isPresent()
        || Files.isDirectory(settings.dataDirectory().resolve("db"));
  }

  /**
   * Brings the schema up to date. Blocks.
   *
   * @throws StorageException with one line that says what is wrong, also if it cannot be reached
   */
  public void migrate(Vertx vertx) throws StorageException {
    // A server far away may never answer; Flyway's driver gives up in time.
    boolean isNear = embedded.isPresent();
    if (!isNear || !Migrations.areDone(vertx, address.hosts().getFirst())) {
      Migrations.run(dataSource.get(), described);
    }
    if (!isNear) {
      new TableDistribution(dataSource.get(), described).complete();
    }
  }

  /**
   * Spreads the tables over the workers of a Citus cluster, with what they hold; where that has been done,
   * wholly or in part, does the rest. Blocks, and meanwhile nobody can write.
   *
   * @return a line for each table that says where its rows are
   * @throws StorageException if the database is not one of such a cluster
   */
  public List<String> distribute() throws StorageException {
    return new TableDistribution(dataSource.get(), described).distribute();
  }

  /**
   * Frees the space of what was deleted or replaced in some tables, and with it what it said. Blocks, as slowly as
   * PostgreSQL does so by itself; nobody waits for it.
   */
  public void vacuum(String... tables) throws StorageException {
    try (Connection connection = dataSource.get().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET vacuum_cost_delay = '2ms'");
      for (String table : tables) {
        statement.execute("VACUUM " + table);
      }
    } catch (SQLException e) {
      throw Migrations.failed(described, e);
    }
  }

  /** How a client reaches it. */
  public Address address() {
    return address;
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
        "the embedded PostgreSQL",
        new Address(List.of(options), server.disk()),
        () -> dataSource(server),
        Optional.of(server));
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
        external.address(),
        external::dataSource,
        Optional.empty());
  }

  private static Address tuned(Address address) {
    address
        .hosts()
        .forEach(options ->
            options
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(128)
                .setPipeliningLimit(256)
                .addProperty("application_name", applicationName(options))
                .addProperty("statement_timeout", STATEMENT_TIMEOUT));
    return address;
  }

  /** What connections are told apart by: {@code parley}, or {@code parley in schema} where the address names one. */
  private static String applicationName(PgConnectOptions options) {
    Matcher schema = SCHEMA.matcher(options.getProperties().getOrDefault("options", ""));
    return schema.find() ? "parley in " + schema.group(1) : "parley";
  }
}
