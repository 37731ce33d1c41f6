package chat.parley.storage;

import chat.parley.config.DatabaseUrl;
import chat.parley.storage.embedded.UnixSocketFactory;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The operator's own PostgreSQL, for the two drivers that reach it. */
record ExternalPostgres(PgConnectOptions options, DataSource dataSource) {

  /**
   * @throws StorageException where the address says something that cannot be
   */
  static ExternalPostgres of(DatabaseUrl url) throws StorageException {
    try {
      PgConnectOptions options = PgConnectOptions.fromUri(url.value());
      Optional<Path> authority = url.parameter("sslrootcert").map(Path::of);
      if (authority.isPresent() && !Files.isReadable(authority.get())) {
        throw new IllegalArgumentException("sslrootcert cannot be read: " + authority.get());
      }
      encrypt(options, authority);
      return new ExternalPostgres(options, dataSource(options, authority));
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "PARLEY_DATABASE_URL is \"%s\": %s".formatted(url, e.getMessage()), e);
    }
  }

  /** As libpq: {@code require} encrypts without asking who answers, {@code verify-...} asks. */
  private static void encrypt(PgConnectOptions options, Optional<Path> authority) {
    SslMode mode = options.getSslMode();
    if (mode == SslMode.DISABLE) {
      return;
    }
    boolean verifies = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    ClientSSLOptions ssl =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "")
            .setTrustAll(!verifies && authority.isEmpty());
    authority.ifPresent(
        path -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(path.toString())));
    options.setSslOptions(ssl);
  }

  private static DataSource dataSource(PgConnectOptions options, Optional<Path> authority) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    if (options.isUsingDomainSocket()) {
      source.setSocketFactory(UnixSocketFactory.class.getName());
      source.setSocketFactoryArg("%s/.s.PGSQL.%d".formatted(options.getHost(), options.getPort()));
      source.setSslMode("disable");
      return source;
    }
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setSslMode(options.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    authority.ifPresent(path -> source.setSslRootCert(path.toString()));
    return source;
  }
}
