package chat.parley.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The address of a PostgreSQL server as libpq writes it (PostgreSQL documentation, 32.1.1.2):
 * {@code postgresql://user:password@host:port/database?sslmode=require}, or with several
 * {@code host:port}, commas between them. It holds a password, so it prints without one.
 */
public record DatabaseUrl(String value) {
  public static final String WANTED = "postgresql://user:password@host:port/database?sslmode=...";

  /** Which of several servers: as libpq names the one that can be written, and as JDBC does. */
  private static final Map<String, Set<String>> PRIMARY =
      Map.of(
          "target_session_attrs", Set.of("read-write", "primary"),
          "targetServerType", Set.of("primary"));

  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  static DatabaseUrl parse(String setting, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("postgresql://") && !lower.startsWith("postgres://")) {
      throw ConfigurationException.of(setting, withoutPassword(text), WANTED);
    }
    try {
      URI uri = new URI(text);
      if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
        throw ConfigurationException.of(
            setting, withoutPassword(text), WANTED + " (no database named)");
      }
    } catch (URISyntaxException e) {
      throw ConfigurationException.of(setting, withoutPassword(text), WANTED);
    }
    DatabaseUrl url = new DatabaseUrl(text);
    if (!SSL_MODES.contains(url.parameter("sslmode").orElse("prefer"))) {
      throw ConfigurationException.of(
          setting,
          withoutPassword(text),
          "sslmode disable, allow, prefer, require, verify-ca or verify-full");
    }
    PRIMARY.forEach((name, values) ->
        url.parameter(name)
            .filter(given -> !values.contains(given))
            .ifPresent(given -> {
              throw ConfigurationException.of(
                  setting, url.toString(), "targetServerType primary: Parley writes");
            }));
    return url;
  }

  /** An address for each of the servers, of which there are several where commas are between them. */
  public List<DatabaseUrl> hosts() {
    String authority = URI.create(value).getRawAuthority();
    if (authority == null) {
      return List.of(this);
    }
    int user = authority.lastIndexOf('@') + 1;
    int begin = value.indexOf(authority) + user;
    String after = value.substring(begin + authority.length() - user);
    return Stream.of(authority.substring(user).split(",", -1))
        .map(host -> new DatabaseUrl(value.substring(0, begin) + host + after))
        .toList();
  }

  /** The value of a parameter after the question mark. */
  public Optional<String> parameter(String name) {
    String query = URI.create(value).getQuery();
    return Stream.of((query == null ? "" : query).split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /** Also of a text that is no address; rather too much is left out than too little. */
  private static String withoutPassword(String text) {
    return text.replaceFirst("(?s)(//|^(?!.*//))([^:@]*):.*@", "$1$2:***@")
        .replaceAll("(?i)(password=)[^&\\s]*", "$1***");
  }

  @Override
  public String toString() {
    return withoutPassword(value);
  }
}
