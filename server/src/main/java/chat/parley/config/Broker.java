package chat.parley.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The NATS servers that carry events between nodes.
 *
 * @param servers addresses as NATS clients take them; they may hold passwords
 * @param credentials a file with a user's JWT and seed, as {@code nsc} writes it
 * @param prefix what all subjects begin with
 */
public record Broker(List<String> servers, Optional<Path> credentials, String prefix) {
  private static final String URL = "PARLEY_NATS_URL";
  private static final String CREDENTIALS = "PARLEY_NATS_CREDS";
  private static final String PREFIX = "PARLEY_NATS_PREFIX";
  private static final Set<String> SCHEMES = Set.of("nats", "tls", "opentls", "ws", "wss");
  private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  public Broker {
    servers = List.copyOf(servers);
  }

  /** Empty where no server is named: one node alone. */
  static Optional<Broker> of(Environment environment) {
    Optional<Path> credentials = environment.text(CREDENTIALS).map(Broker::credentials);
    String prefix = environment.text(PREFIX, "parley");
    if (!WORDS.matcher(prefix).matches()) {
      throw ConfigurationException.of(
          PREFIX, prefix, "letters, digits, - and _, with dots between them");
    }
    return environment.text(URL).map(list -> new Broker(servers(list), credentials, prefix));
  }

  private static List<String> servers(String list) {
    List<String> servers = new ArrayList<>();
    for (String server : list.split("[,\\s]+", -1)) {
      try {
        URI uri = new URI(server);
        if (uri.getScheme() != null
            && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
            && uri.getHost() != null) {
          servers.add(server);
          continue;
        }
      } catch (URISyntaxException e) {
        // Refused below.
      }
      throw ConfigurationException.of(
          URL,
          withoutPassword(server),
          "nats://user:password@host:port, with commas between several");
    }
    return servers;
  }

  private static Path credentials(String text) {
    try {
      Path file = Path.of(text).toAbsolutePath();
      if (Files.isReadable(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Refused below.
    }
    throw ConfigurationException.of(CREDENTIALS, text, "a readable file");
  }

  private static String withoutPassword(String server) {
    return server.replaceFirst("(?s)(//|^(?!.*//)).*@", "$1***@");
  }

  @Override
  public String toString() {
    return "Broker[servers=%s, credentials=%s, prefix=%s]"
        .formatted(
            servers.stream().map(Broker::withoutPassword).toList(),
            credentials.map(Path::toString).orElse("none"),
            prefix);
  }
}
