package chat.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.command.ParleyCli;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.PostgresUrl;
import chat.parley.fixture.Program;
import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.ServerProcess;
import chat.parley.fixture.TestPostgres;
import chat.parley.fixture.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each state that is wrong, and what is said of it. */
@DisabledIfEnvironmentVariable(
    named = "PARLEY_TEST_DATABASE_URL",
    matches = ".+",
    disabledReason = "a database for tests may be one that forgets in a crash")
final class DoctorTest {
  private static final String NOWHERE = "127.0.0.1:1";

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @TempDir(factory = PassableDirectory.class)
  private Path directory;

  /** What is said where everything is as for the server, but for these settings. */
  private static Ended doctor(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PARLEY_PORT", "0");
    settings.put("PARLEY_DATABASE_URL", SERVER.databaseUrl());
    settings.put("PARLEY_JWT_SECRET", TestServer.SIGNING_KEY);
    settings.putAll(others);
    return ParleyCli.with(settings).run("doctor");
  }

  private static void assertWrong(Ended ended, String about, String what) {
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output().lines().filter(line -> line.startsWith("WRONG")))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("WRONG  " + about).contains(what));
  }

  private static Ended doctorWithOption(String option) {
    String url = PostgresUrl.of(SERVER.databaseUrl()).withOption(option).text();
    return doctor(Map.of("PARLEY_DATABASE_URL", url));
  }

  @Test
  void allIsWellWhileAServerRuns() {
    Ended ended = doctor(Map.of("PARLEY_PORT", Integer.toString(SERVER.port())));
    assertThat(ended.output())
        .contains("a server runs on 127.0.0.1", "PostgreSQL 1", "which is this Parley's")
        .doesNotContain("WRONG", TestServer.SIGNING_KEY);
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void theEmbeddedDatabaseIsLookedAtWithAndWithoutItsServer() {
    Path data = directory.resolve("data");
    Program program = Program.on(data);
    ParleyCli parley = ParleyCli.with(program.environment());
    assertThat(parley.run("doctor").output())
        .contains("none yet: the first start makes the embedded");
    assertThat(data).doesNotExist();
    try (ServerProcess server = program.serve()) {
      assertThat(parley.run("doctor").output())
          .contains("PostgreSQL 18", "for its owner only")
          .doesNotContain("WRONG");
      assertThat(server.terminate()).isZero();
    }
    Ended alone = parley.run("doctor");
    assertThat(alone.output()).contains("PostgreSQL 18").doesNotContain("WRONG");
    assertThat(alone.exitCode()).isZero();
  }

  @Test
  void aWrongSettingIsToldAsAtTheStart() {
    Ended ended = doctor(Map.of("PARLEY_PORT", "x"));
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.errors()).startsWith("parley: PARLEY_PORT is \"x\": wanted ");
  }

  @Test
  void aSecretThatOthersMayReadIsWrong() throws IOException {
    Path secret = Files.writeString(directory.resolve("jwt-secret"), "s".repeat(64));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    Map<String, String> settings =
        Map.of("PARLEY_JWT_SECRET", "", "PARLEY_DATA_DIR", directory.toString());
    assertWrong(doctor(settings), "secret", "others may read");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertThat(doctor(settings).exitCode()).isZero();
  }

  @Test
  void aPortThatAnotherProgramHasIsWrong() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      assertWrong(doctor(Map.of("PARLEY_PORT", port)), "address", "another program listens");
    }
    assertWrong(doctor(Map.of("PARLEY_HOST", "192.0.2.1")), "address", "cannot be listened on");
  }

  @ParameterizedTest
  @CsvSource({
    "PARLEY_DATABASE_URL, postgresql://parley:hidden@127.0.0.1:1/a, database, it cannot be used",
    "PARLEY_NATS_URL, nats://node:hidden@127.0.0.1:1, broker, NATS cannot be used",
  })
  void whoDoesNotAnswerIsWrongAndNoPasswordIsTold(
      String setting, String value, String about, String what) {
    Ended ended = doctor(Map.of(setting, value));
    assertWrong(ended, about, what);
    assertThat(ended.output()).doesNotContain("hidden");
  }

  @Test
  void anIssuerThatIsNotThereIsWrong() {
    Map<String, String> settings =
        Map.of(
            "PARLEY_JWKS_URL",
            "http://%s/keys".formatted(NOWHERE),
            "PARLEY_JWT_ISSUER",
            "issuer",
            "PARLEY_JWT_AUDIENCE",
            "chat");
    assertWrong(doctor(settings), "issuer", "cannot be reached");
    Map<String, String> other = new HashMap<>(settings);
    other.put("PARLEY_JWKS_URL", SERVER.uri() + "/api/schema/");
    assertWrong(doctor(other), "issuer", "has no JSON Web Key Set");
  }

  @Test
  void aDatabaseThatTakesNoWritesIsWrong() {
    assertWrong(
        doctorWithOption("default_transaction_read_only=on"), "database", "takes no writes");
  }

  @Test
  void aDatabaseThatForgetsInACrashIsWrong() {
    assertWrong(doctorWithOption("synchronous_commit=off"), "durability", "a crash loses messages");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE flyway_schema_history SET success = false WHERE version = '2' | schema | failed",
        "UPDATE flyway_schema_history SET version = '1000' WHERE version = '2' | schema | does not"
            + " know",
        "INSERT INTO imports (export, lines) VALUES ('x', 1) | import | interrupted",
      })
  void tablesThatAServerCannotUseAreWrong(String change, String about, String what) {
    String url = TestPostgres.shared().newDatabase();
    TestPostgres.shared().execute(url, change);
    assertWrong(doctor(Map.of("PARLEY_DATABASE_URL", url)), about, what);
    TestPostgres.shared().drop(url);
  }

  @Test
  void migrationsThatTheNextStartRunsAreNotWrong() {
    String url = TestPostgres.shared().newDatabase();
    TestPostgres.shared().execute(url, "DELETE FROM flyway_schema_history WHERE version = '2'");
    Ended behind = doctor(Map.of("PARLEY_DATABASE_URL", url));
    assertThat(behind.output()).contains("1 migrations behind");
    assertThat(behind.exitCode()).isZero();
    TestPostgres.shared().execute(url, "DROP TABLE flyway_schema_history");
    assertThat(doctor(Map.of("PARLEY_DATABASE_URL", url)).output()).contains("makes the tables");
    TestPostgres.shared().drop(url);
  }

  @Test
  void whatCannotBeMadeWrongHereIsToldFromItsNumbers() {
    PostgresState good = new PostgresState(140_000, "14.0", true, false, 97, 0, -2_000);
    assertThat(good.findings()).allMatch(Finding::isGood);
    for (PostgresState wrong :
        List.of(
            new PostgresState(130_014, "13.14", true, false, 97, 0, 0),
            new PostgresState(140_000, "14.0", true, false, 4, 0, 0),
            new PostgresState(140_000, "14.0", true, false, 97, 0, 2_001),
            new PostgresState(140_000, "14.0", true, false, 97, 0, -60_000))) {
      assertThat(wrong.findings().stream().filter(finding -> !finding.isGood())).hasSize(1);
    }
    Instant now = Instant.EPOCH;
    assertThat(CertificateHealth.examine(now.plus(Duration.ofDays(13)), now).isGood()).isFalse();
    assertThat(CertificateHealth.examine(now.plus(Duration.ofDays(15)), now).isGood()).isTrue();
    assertThat(OpenFiles.examine(1_024).isGood()).isFalse();
    assertThat(OpenFiles.examine(4_096).isGood()).isTrue();
    assertThat(DataDirectory.disk(directory, (1L << 30) - 1, false).isGood()).isFalse();
    assertThat(DataDirectory.disk(directory, 1L << 30, false).isGood()).isTrue();
  }
}
