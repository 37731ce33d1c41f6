package chat.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of settings that cannot be. */
class WrongSettingsTest {
  @TempDir private Path directory;

  private static Settings with(String name, String value) {
    return Settings.from(Map.of(name, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PARLEY_PORT         | 65536  | a whole number from 0 to 65535",
        "PARLEY_PORT         | -1     | a whole number from 0 to 65535",
        "PARLEY_PORT         | http   | a whole number from 0 to 65535",
        "PARLEY_PORT         | 99999999999999999999 | a whole number from 0 to 65535",
        "PARLEY_PORT         | 80.0   | a whole number from 0 to 65535",
        "PARLEY_RETENTION    | 999ms  | off, or a time of 1s or more",
        "PARLEY_RETENTION    | never  | a time such as 500ms, 90s, 30m, 12h or 7d",
        "OTEL_EXPORTER_OTLP_ENDPOINT | collector | a URL such as http://collector:4318",
        "PARLEY_OUTBOX_BYTES | 65535  | a whole number from 65536 to 1073741824",
        "PARLEY_ACCESS_TTL   | 30     | a time such as 500ms, 90s, 30m, 12h or 7d",
        "PARLEY_ACCESS_TTL   | 0s     | a time such as 500ms, 90s, 30m, 12h or 7d",
        "PARLEY_ACCESS_TTL   | -5m    | a time such as 500ms, 90s, 30m, 12h or 7d",
        "PARLEY_REFRESH_TTL  | 1w     | a time such as 500ms, 90s, 30m, 12h or 7d",
        "PARLEY_REFRESH_TTL  | 36501d | at most 36500d",
        "PARLEY_REFRESH_REUSE | ban   | refuse or revoke",
        "PARLEY_TLS_CERT     | /none  | a readable PEM file",
        "PARLEY_TLS_KEY      | /       | a readable PEM file",
        "PARLEY_REGISTRATION | maybe  | open or closed",
        "PARLEY_LIMIT_SENDS  | 10     | a number and a time, such as 30/1m or 500/5s, or off",
        "PARLEY_LIMIT_SENDS  | 0/1m   | a number and a time, such as 30/1m or 500/5s, or off",
        "PARLEY_LIMIT_SENDS  | 5/0m   | a number and a time, such as 30/1m or 500/5s, or off",
        "PARLEY_ALLOWED_ORIGINS | a.example | origins such as https://example.com, with commas"
            + " between them, or *",
        "PARLEY_LIMITS       | yes    | on or off",
        "PARLEY_LOG_FORMAT   | xml    | text or json",
        "PARLEY_NATS_URL     | nats:  | nats://user:password@host:port, with commas between"
            + " several",
        "PARLEY_NATS_URL     | http://b | nats://user:password@host:port, with commas between"
            + " several",
        "PARLEY_NATS_PREFIX  | a..b   | letters, digits, - and _, with dots between them",
        "PARLEY_NATS_CREDS   | /none  | a readable file"
      })
  void aWrongValueIsToldInOneLine(String name, String given, String wanted) {
    assertThatThrownBy(() -> with(name, given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("%s is \"%s\": wanted %s", name, given, wanted);
  }

  @Test
  void nodesThatShareABrokerShareADatabaseAndAKey() {
    Map<String, String> alone = Map.of("PARLEY_NATS_URL", "nats://broker");
    assertThatThrownBy(() -> Settings.from(alone))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("PARLEY_NATS_URL is set: wanted PARLEY_DATABASE_URL and");
  }

  @Test
  void aCertificateComesWithItsKey() throws Exception {
    String file = Files.createFile(directory.resolve("a.pem")).toString();
    assertThatThrownBy(() -> with("PARLEY_TLS_CERT", file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("PARLEY_TLS_KEY is \"\": wanted a file, since PARLEY_TLS_CERT is set");
    assertThatThrownBy(() -> with("PARLEY_TLS_KEY", file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("PARLEY_TLS_CERT is \"\": wanted a file, since PARLEY_TLS_KEY is set");
  }

  @Test
  void aBrokerThatIsRefusedIsToldWithoutItsPassword() {
    assertThatThrownBy(() -> with("PARLEY_NATS_URL", "nat://u:hunter2@b"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("PARLEY_NATS_URL is \"nat://***@b\": wanted ");
  }

  @Test
  void aPathThatIsNoneIsToldInOneLine() {
    assertThatThrownBy(() -> with("PARLEY_DATA_DIR", "a\0b"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("PARLEY_DATA_DIR is ")
        .hasMessageEndingWith(": wanted the path of a directory");
  }

  @Test
  void aShortSecretIsToldByItsLengthAlone() {
    assertThatThrownBy(() -> with("PARLEY_JWT_SECRET", "hunter2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("PARLEY_JWT_SECRET is \"a text of 7 bytes\": wanted at least 32 bytes");
    assertThat(with("PARLEY_JWT_SECRET", "é".repeat(16)).jwtSecret()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "broken", "folder"})
  void aFileThatCannotBeReadIsToldInOneLine(String name) throws Exception {
    Files.writeString(directory.resolve("broken"), "a=\\u00zz");
    Files.createDirectory(directory.resolve("folder"));
    Path file = directory.resolve(name);
    assertThatThrownBy(() -> Settings.from(Map.of(), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("--config is \"%s\": wanted a readable properties file", file);
  }
}
