package chat.parley.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The address of a PostgreSQL server as libpq writes it (PostgreSQL documentation, 32.1.1.2):
 * {@code postgresql://user:password@host:port/database?sslmode=require}. It holds a password, so it
 * prints without one.
 */
public record DatabaseUrl(String value) {
  public static final String WANTED = "postgresql://user:password@host:port/database?sslmode=...";

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
    return url;
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
