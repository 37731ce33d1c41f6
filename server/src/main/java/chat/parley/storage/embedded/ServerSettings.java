package chat.parley.storage.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code -c name=value} arguments of the server. They are given on the command line since nothing
 * that is stored in the database (ALTER SYSTEM, an edited postgresql.conf) overrides that.
 */
final class ServerSettings {
  private ServerSettings() {}

  static List<String> arguments(EmbeddedOptions options, Path socketDirectory) {
    Map<String, String> settings = new LinkedHashMap<>(preferences(options));
    settings.putAll(options.settings());
    settings.putAll(guarantees(socketDirectory));
    return settings.entrySet().stream()
        .flatMap(setting -> List.of("-c", setting.getKey() + "=" + setting.getValue()).stream())
        .toList();
  }

  private static Map<String, String> preferences(EmbeddedOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("max_connections", Integer.toString(options.maxConnections()));
    settings.put("shared_buffers", "128MB");
    // Requests read a few rows each; a parallel plan would only compete for the few cores, and
    // needs more of /dev/shm than the 64 MB that containers have.
    settings.put("max_parallel_workers_per_gather", "0");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    // LOG ranks above ERROR: the server's own affairs are logged, while a statement's error goes to
    // the client that sent it. The log stays small and holds nobody's messages.
    settings.put("log_min_messages", "log");
    settings.put("log_min_error_statement", "panic");
    settings.put("log_checkpoints", "off");
    return settings;
  }

  private static Map<String, String> guarantees(Path socketDirectory) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("listen_addresses", "");
    settings.put("port", Integer.toString(EmbeddedPostgres.PORT));
    settings.put("unix_socket_directories", quoted(socketDirectory));
    // The OpenSSL in the binaries is past its support; there is no network to protect.
    settings.put("ssl", "off");
    settings.put("logging_collector", "off");
    settings.put("log_destination", "stderr");
    return settings;
  }

  /** One element of a comma-separated list, whatever characters it has. */
  private static String quoted(Path path) {
    return '"' + path.toString().replace("\"", "\"\"") + '"';
  }
}
