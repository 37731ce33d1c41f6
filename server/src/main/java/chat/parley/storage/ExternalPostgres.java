package chat.parley.storage;

import chat.parley.config.DatabaseUrl;
import chat.parley.storage.embedded.UnixSocketFactory;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The operator's own PostgreSQL, for the two drivers that reach it.
 *
 * @param authority the certificates that its own is checked against, or none for the system's
 */
record ExternalPostgres(Address address, Optional<Path> authority) {
  private static final int LOGIN_SECONDS = 3;

  /**
   * @throws StorageException where the address says something that cannot be
   */
  static ExternalPostgres of(DatabaseUrl url) throws StorageException {
    Optional<Path> authority = url.parameter("sslrootcert").map(Path::of);
    if (authority.isPresent() && !Files.isReadable(authority.get())) {
      throw new StorageException(described(url) + ": sslrootcert cannot be read");
    }
    try {
      List<PgConnectOptions> hosts = new ArrayList<>();
      for (DatabaseUrl host : url.hosts()) {
        PgConnectOptions options = PgConnectOptions.fromUri(host.value());
        encrypt(options, authority);
        hosts.add(options);
      }
      return new ExternalPostgres(new Address(hosts), authority);
    } catch (IllegalArgumentException e) {
      // Its message has the whole address in it, password and all.
      throw new StorageException("%s: wanted %s".formatted(described(url), DatabaseUrl.WANTED));
    }
  }

  /** The setting and what it says, without the password. */
  static String described(DatabaseUrl url) {
    return "PARLEY_DATABASE_URL is \"%s\"".formatted(url);
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

  DataSource dataSource() {
    List<PgConnectOptions> hosts = address.hosts();
    PgConnectOptions first = hosts.getFirst();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setDatabaseName(first.getDatabase());
    source.setUser(first.getUser());
    source.setPassword(first.getPassword());
    source.setConnectTimeout(LOGIN_SECONDS);
    source.setLoginTimeout(LOGIN_SECONDS * hosts.size());
    source.setOptions(first.getProperties().get("options"));
    if (first.isUsingDomainSocket()) {
      source.setSocketFactory(UnixSocketFactory.class.getName());
      source.setSocketFactoryArg("%s/.s.PGSQL.%d".formatted(first.getHost(), first.getPort()));
      source.setSslMode("disable");
      return source;
    }
    source.setServerNames(hosts.stream().map(PgConnectOptions::getHost).toArray(String[]::new));
    source.setPortNumbers(hosts.stream().mapToInt(PgConnectOptions::getPort).toArray());
    if (hosts.size() > 1) {
      source.setTargetServerType("primary");
    }
    source.setSslMode(first.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    authority.ifPresent(path -> source.setSslRootCert(path.toString()));
    return source;
  }
}
