package chat.parley.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Everything an operator can choose. The README has the same list as a table.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes any free one
 * @param tls how connections are encrypted, or none for plain ones
 * @param dataDirectory the embedded database and the generated secret
 * @param database an own PostgreSQL, or none for the embedded one
 * @param jwtSecret the HS256 key, at least 32 bytes, or none for the one kept in the data directory
 * @param issuer somebody else whose tokens are good too, or none
 * @param accessLifetime how long an access token is good for
 * @param refreshLifetime how long a refresh token is good for
 * @param refreshReuse what follows when a refresh token that was used comes back
 * @param registration who may make an account
 * @param allowedOrigins the origins whose pages may use the API from a browser; {@code *} for all
 * @param trustedProxies whose {@code X-Forwarded-...} headers are believed
 * @param limits how much of anything is allowed
 * @param outboxBytes what may wait for one connection before it is closed as too slow, in bytes
 * @param pageCacheBytes how many bytes of history pages are kept in memory
 * @param broker what joins several nodes, or none for one node alone
 * @param drainTime how long a stop may take, for clients to go to other nodes
 * @param retention how long messages are kept where their room says nothing else, or none for ever
 * @param watching metrics and the log
 */
public record Settings(
    String host,
    int port,
    Optional<Tls> tls,
    Path dataDirectory,
    Optional<DatabaseUrl> database,
    Optional<Secret> jwtSecret,
    Optional<Issuer> issuer,
    Duration accessLifetime,
    Duration refreshLifetime,
    RefreshReuse refreshReuse,
    Registration registration,
    Set<String> allowedOrigins,
    List<Network> trustedProxies,
    LimitSettings limits,
    int outboxBytes,
    int pageCacheBytes,
    Optional<Broker> broker,
    Duration drainTime,
    Optional<Duration> retention,
    Watching watching) {

  private static final int SECRET_BYTES = 32;
  private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/\\s,]+");

  /**
   * Reads and checks all settings.
   *
   * @throws ConfigurationException for the first wrong one
   */
  public static Settings from(Map<String, String> environment) {
    return from(new Environment(environment));
  }

  /** As {@link #from(Map)}; what the environment does not name is taken from a properties file. */
  public static Settings from(Map<String, String> environment, Path file) {
    return from(Environment.of(environment, file));
  }

  private static Settings from(Environment environment) {
    Settings settings =
        new Settings(
            environment.text("PARLEY_HOST", "127.0.0.1"),
            environment.number("PARLEY_PORT", 8080, 0, 65_535),
            Tls.of(environment),
            directory("PARLEY_DATA_DIR", environment.text("PARLEY_DATA_DIR", "./data")),
            environment
                .text("PARLEY_DATABASE_URL")
                .map(url -> DatabaseUrl.parse("PARLEY_DATABASE_URL", url)),
            environment.text("PARLEY_JWT_SECRET").map(Settings::secret),
            Issuer.of(environment),
            environment.duration("PARLEY_ACCESS_TTL", Duration.ofMinutes(30)),
            environment.duration("PARLEY_REFRESH_TTL", Duration.ofDays(7)),
            environment.choice("PARLEY_REFRESH_REUSE", RefreshReuse.REFUSE),
            environment.choice("PARLEY_REGISTRATION", Registration.OPEN),
            environment.text("PARLEY_ALLOWED_ORIGINS").map(Settings::origins).orElse(Set.of()),
            environment.text("PARLEY_TRUSTED_PROXIES").map(Settings::networks).orElse(List.of()),
            LimitSettings.from(environment),
            environment.number("PARLEY_OUTBOX_BYTES", 256 * 1024, 64 * 1024, 1 << 30),
            environment.number("PARLEY_PAGE_CACHE_BYTES", 64 << 20, 0, Integer.MAX_VALUE),
            Broker.of(environment),
            environment.duration("PARLEY_DRAIN_TIME", Duration.ofSeconds(10)),
            environment
                .text("PARLEY_RETENTION")
                .flatMap(text -> Retention.parse("PARLEY_RETENTION", text)),
            Watching.from(environment));
    settings.checkThatNodesAgree();
    return settings;
  }

  /** What each node would make up for itself, it could not share with the others. */
  private void checkThatNodesAgree() {
    if (broker.isPresent() && (database.isEmpty() || jwtSecret.isEmpty())) {
      throw new ConfigurationException(
          "PARLEY_NATS_URL is set: wanted PARLEY_DATABASE_URL and PARLEY_JWT_SECRET, too, the same"
              + " on every node");
    }
  }

  private static Set<String> origins(String list) {
    Set<String> origins = new LinkedHashSet<>();
    for (String origin : list.split("[,\\s]+", -1)) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw ConfigurationException.of(
            "PARLEY_ALLOWED_ORIGINS",
            origin,
            "origins such as https://example.com, with commas between them, or *");
      }
      origins.add(origin);
    }
    return origins;
  }

  private static List<Network> networks(String list) {
    return Arrays.stream(list.split("[,\\s]+", -1))
        .map(block -> Network.parse("PARLEY_TRUSTED_PROXIES", block))
        .toList();
  }

  private static Path directory(String name, String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw ConfigurationException.of(name, text, "the path of a directory");
    }
  }

  private static Secret secret(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < SECRET_BYTES) {
      throw ConfigurationException.of(
          "PARLEY_JWT_SECRET",
          "a text of %d bytes".formatted(bytes),
          "at least %d bytes".formatted(SECRET_BYTES));
    }
    return new Secret(text);
  }
}
