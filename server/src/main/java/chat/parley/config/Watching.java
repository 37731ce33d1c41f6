package chat.parley.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How an operator watches the server.
 *
 * @param metricsPort where {@code /metrics} alone is read; 0 takes any free port, none opens none
 * @param metricsToken what a reader of {@code /metrics} has to bring; with it, the API's port has it too
 * @param traces where traces are sent by OTLP; none are made without
 * @param logFormat how log lines are written
 * @param logLevel from which level on they are
 */
public record Watching(
    Optional<Integer> metricsPort,
    Optional<Secret> metricsToken,
    Optional<URI> traces,
    LogFormat logFormat,
    LogLevel logLevel) {
  private static final String TRACES = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final int TOKEN_CHARACTERS = 16;

  static Watching from(Environment environment) {
    return new Watching(
        environment
            .text("PARLEY_METRICS_PORT")
            .map(given -> environment.number("PARLEY_METRICS_PORT", 0, 0, 65_535)),
        environment.text("PARLEY_METRICS_TOKEN").map(Watching::token),
        environment.text(TRACES).map(Watching::receiver),
        environment.choice("PARLEY_LOG_FORMAT", LogFormat.TEXT),
        environment.choice("PARLEY_LOG_LEVEL", LogLevel.INFO));
  }

  /** Whether there is a way to read the metrics. */
  public boolean hasMetrics() {
    return metricsPort.isPresent() || metricsToken.isPresent();
  }

  private static URI receiver(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException noUrl) {
      // Refused below.
    }
    throw ConfigurationException.of(TRACES, text, "a URL such as http://collector:4318");
  }

  private static Secret token(String text) {
    if (!text.matches("[\\x21-\\x7e]{%d,}".formatted(TOKEN_CHARACTERS))) {
      throw ConfigurationException.of(
          "PARLEY_METRICS_TOKEN",
          "a text of %d characters".formatted(text.length()),
          "at least %d visible ASCII characters".formatted(TOKEN_CHARACTERS));
    }
    return new Secret(text);
  }
}
