package chat.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String KEY = "k".repeat(32);

  @TempDir private Path directory;

  private static Settings with(String name, String value) {
    return Settings.from(Map.of(name, value));
  }

  @Test
  void whatIsNotSetIsAsTheReadmeSays() {
    assertThat(Settings.from(Map.of()))
        .isEqualTo(
            new Settings(
                "127.0.0.1",
                8080,
                Optional.empty(),
                Path.of("data").toAbsolutePath(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                RefreshReuse.REFUSE,
                Registration.OPEN,
                Set.of(),
                List.of(),
                new LimitSettings(
                    true,
                    new Frequency(1_000, Duration.ofMinutes(1)),
                    new Frequency(30, Duration.ofMinutes(1)),
                    Duration.ofMinutes(1),
                    new Frequency(1_000, Duration.ofHours(1)),
                    new Frequency(10, Duration.ofMinutes(1)),
                    new Frequency(3_000, Duration.ofMinutes(1)),
                    new Frequency(500, Duration.ofSeconds(5)),
                    50,
                    5_000,
                    1 << 20,
                    10_000,
                    10_000),
                262_144,
                67_108_864,
                Optional.empty(),
                Duration.ofSeconds(10),
                Optional.empty(),
                new Watching(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    LogFormat.TEXT,
                    LogLevel.INFO)));
  }

  @Test
  void everySettingIsRead() throws Exception {
    Path pem = Files.createFile(directory.resolve("pem"));
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry("PARLEY_HOST", "0.0.0.0"),
            Map.entry("PARLEY_PORT", "0"),
            Map.entry("PARLEY_TLS_CERT", pem.toString()),
            Map.entry("PARLEY_TLS_KEY", pem.toString()),
            Map.entry("PARLEY_DATA_DIR", "/var/lib/../lib/parley"),
            Map.entry("PARLEY_DATABASE_URL", "postgresql://u:p@db:5433/chat?sslmode=require"),
            Map.entry("PARLEY_JWT_SECRET", KEY),
            Map.entry("PARLEY_JWKS_URL", "https://login.example/keys"),
            Map.entry("PARLEY_JWT_ISSUER", "https://login.example"),
            Map.entry("PARLEY_JWT_AUDIENCE", "chat"),
            Map.entry("PARLEY_JWT_USER_CLAIM", "sub"),
            Map.entry("PARLEY_JWT_USERNAME_CLAIM", "nick"),
            Map.entry("PARLEY_ACCESS_TTL", "90s"),
            Map.entry("PARLEY_REFRESH_TTL", "12h"),
            Map.entry("PARLEY_REFRESH_REUSE", "Revoke"),
            Map.entry("PARLEY_REGISTRATION", "Closed"),
            Map.entry("PARLEY_ALLOWED_ORIGINS", "https://a.example, http://b.example:8000"),
            Map.entry("PARLEY_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
            Map.entry("PARLEY_LIMITS", "OFF"),
            Map.entry("PARLEY_LIMIT_LOGIN_ADDRESS", "1/s"),
            Map.entry("PARLEY_LIMIT_LOGIN_ACCOUNT", "2/1m"),
            Map.entry("PARLEY_LIMIT_LOGIN_DELAY", "3s"),
            Map.entry("PARLEY_LIMIT_REGISTER_ADDRESS", "4/1h"),
            Map.entry("PARLEY_LIMIT_REGISTER_ACCOUNT", "5/1d"),
            Map.entry("PARLEY_LIMIT_SENDS", "6/6s"),
            Map.entry("PARLEY_LIMIT_FRAMES", "off"),
            Map.entry("PARLEY_LIMIT_SOCKETS_USER", "8"),
            Map.entry("PARLEY_LIMIT_SOCKETS_ADDRESS", "9"),
            Map.entry("PARLEY_LIMIT_BODY_BYTES", "1024"),
            Map.entry("PARLEY_LIMIT_ROOMS_USER", "11"),
            Map.entry("PARLEY_LIMIT_PARTICIPANTS", "12"),
            Map.entry("PARLEY_OUTBOX_BYTES", "65536"),
            Map.entry("PARLEY_PAGE_CACHE_BYTES", "1000"),
            Map.entry("PARLEY_NATS_URL", "nats://u:p@one:4222, tls://two"),
            Map.entry("PARLEY_NATS_PREFIX", "chat.eu"),
            Map.entry("PARLEY_DRAIN_TIME", "20s"),
            Map.entry("PARLEY_RETENTION", "30d"),
            Map.entry("PARLEY_METRICS_PORT", "9090"),
            Map.entry("PARLEY_METRICS_TOKEN", "a-token-of-metrics"),
            Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"),
            Map.entry("PARLEY_LOG_LEVEL", "debug"),
            Map.entry("PARLEY_LOG_FORMAT", "json"));
    assertThat(Settings.from(environment))
        .isEqualTo(
            new Settings(
                "0.0.0.0",
                0,
                Optional.of(new Tls(pem, pem)),
                Path.of("/var/lib/parley"),
                Optional.of(new DatabaseUrl("postgresql://u:p@db:5433/chat?sslmode=require")),
                Optional.of(new Secret(KEY)),
                Optional.of(
                    new Issuer(
                        URI.create("https://login.example/keys"),
                        "https://login.example",
                        "chat",
                        List.of("sub"),
                        List.of("nick"))),
                Duration.ofSeconds(90),
                Duration.ofHours(12),
                RefreshReuse.REVOKE,
                Registration.CLOSED,
                Set.of("https://a.example", "http://b.example:8000"),
                List.of(Network.parse("", "10.0.0.0/8"), Network.parse("", "::1")),
                new LimitSettings(
                    false,
                    new Frequency(1, Duration.ofSeconds(1)),
                    new Frequency(2, Duration.ofMinutes(1)),
                    Duration.ofSeconds(3),
                    new Frequency(4, Duration.ofHours(1)),
                    new Frequency(5, Duration.ofDays(1)),
                    new Frequency(6, Duration.ofSeconds(6)),
                    new Frequency(0, Duration.ofDays(1)),
                    8,
                    9,
                    1_024,
                    11,
                    12),
                65_536,
                1_000,
                Optional.of(
                    new Broker(
                        List.of("nats://u:p@one:4222", "tls://two"), Optional.empty(), "chat.eu")),
                Duration.ofSeconds(20),
                Optional.of(Duration.ofDays(30)),
                new Watching(
                    Optional.of(9090),
                    Optional.of(new Secret("a-token-of-metrics")),
                    Optional.of(URI.create("http://collector:4318")),
                    LogFormat.JSON,
                    LogLevel.DEBUG)));
  }

  @Test
  void emptyIsNotSetAndWhiteSpaceAroundDoesNotCount() {
    assertThat(with("PARLEY_PORT", " ")).isEqualTo(Settings.from(Map.of()));
    assertThat(with("PARLEY_PORT", " 81 ").port()).isEqualTo(81);
  }

  @Test
  void messagesAreKeptForEverWhereThatIsSaid() {
    assertThat(with("PARLEY_RETENTION", "off").retention()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "1s, PT1S", "30m, PT30M", "12h, PT12H", "7d, PT168H"})
  void aTimeHasAUnit(String text, Duration time) {
    assertThat(with("PARLEY_ACCESS_TTL", text).accessLifetime()).isEqualTo(time);
  }

  @Test
  void settingsPrintNoSecret() {
    Settings settings =
        Settings.from(
            Map.of(
                "PARLEY_JWT_SECRET", KEY,
                "PARLEY_DATABASE_URL", "postgresql://u:hunter2@db/chat",
                "PARLEY_NATS_URL", "nats://u:hunter2@b"));
    assertThat(settings.toString()).doesNotContain(KEY, "hunter2").contains("***");
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws Exception {
    Path file = directory.resolve("parley.properties");
    Files.writeString(file, "PARLEY_PORT=81\nPARLEY_HOST = ::1\n# a comment\n");
    Settings settings = Settings.from(Map.of("PARLEY_PORT", "82"), file);
    assertThat(settings.port()).isEqualTo(82);
    assertThat(settings.host()).isEqualTo("::1");
  }
}
