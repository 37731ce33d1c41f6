package chat.parley.storage.embedded;

import java.time.Duration;
import java.util.Map;

/**
 * How the embedded PostgreSQL runs.
 *
 * @param maxConnections how many connections it takes at most, 1 to 10,000
 * @param startTimeout how long a start may take, recovery after a crash included
 * @param settings further PostgreSQL settings by their names in postgresql.conf. What guards against
 *     loss (fsync, synchronous_commit, full_page_writes), and where it listens, cannot be set here.
 */
public record EmbeddedOptions(
    int maxConnections, Duration startTimeout, Map<String, String> settings) {

  public EmbeddedOptions {
    if (maxConnections < 1 || maxConnections > 10_000) {
      throw new IllegalArgumentException("maxConnections is 1 to 10000, not " + maxConnections);
    }
    settings = Map.copyOf(settings);
  }

  /** 100 connections, two minutes to start, no further settings. */
  public static EmbeddedOptions defaults() {
    return new EmbeddedOptions(100, Duration.ofMinutes(2), Map.of());
  }

  public EmbeddedOptions withSettings(Map<String, String> settings) {
    return new EmbeddedOptions(maxConnections, startTimeout, settings);
  }
}
