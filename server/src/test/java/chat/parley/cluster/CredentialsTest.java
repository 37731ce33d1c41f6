package chat.parley.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.config.Broker;
import chat.parley.fixture.TestNats;
import io.nats.client.Connection;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** How a node shows a broker who it is. */
@EnabledIf(value = "chat.parley.fixture.TestNats#isThere", disabledReason = TestNats.ADVICE)
final class CredentialsTest {
  @TempDir private Path directory;

  private static final Dial.Watch NOBODY =
      new Dial.Watch() {
        @Override
        public void lost(Connection connection) {}

        @Override
        public void overrun() {}
      };

  @Test
  void aUserAndAPasswordAreTakenFromTheAddress() throws Exception {
    try (TestNats nats = TestNats.running("--user", "node", "--pass", "p%w")) {
      connect(nats, "node:p%25w@", Optional.empty());
      assertRefused(nats, "node:wrong@", Optional.empty());
    }
  }

  @Test
  void aTokenIsTakenFromTheAddress() throws Exception {
    try (TestNats nats = TestNats.running("--auth", "s3cret")) {
      connect(nats, "s3cret@", Optional.empty());
      assertRefused(nats, "guess@", Optional.empty());
    }
  }

  @Test
  void aCredentialsFileIsTaken() throws Exception {
    NatsIdentity operator = NatsIdentity.operator();
    NatsIdentity account = NatsIdentity.account();
    NatsIdentity user = NatsIdentity.user();
    Path config = directory.resolve("nats.conf");
    Files.writeString(
        config,
        "operator: %s\nresolver: MEMORY\nresolver_preload: { %s: %s }\n"
            .formatted(
                operator.says(operator, new JsonObject().put("type", "operator")),
                account.name(),
                operator.says(account, account())));
    String known = account.says(user, new JsonObject().put("type", "user").put("subs", -1));
    try (TestNats nats = TestNats.running("-c", config.toString())) {
      connect(nats, "", Optional.of(credentials(known, user)));
      assertRefused(nats, "", Optional.of(credentials(known, NatsIdentity.user())));
    }
  }

  @Test
  void whereNobodyAnswersTheReasonHoldsNoPassword() {
    Broker nowhere =
        new Broker(
            List.of("nats://u:hunter2@127.0.0.1:" + TestNats.freePort()),
            Optional.empty(),
            "parley");
    assertThatThrownBy(() -> new Dial(nowhere).connect(NOBODY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refused")
        .message()
        .doesNotContain("hunter2");
  }

  private static JsonObject account() {
    return new JsonObject()
        .put("type", "account")
        .put(
            "limits",
            new JsonObject().put("subs", -1).put("data", -1).put("payload", -1).put("conn", -1));
  }

  private Path credentials(String jwt, NatsIdentity user) throws IOException {
    return Files.writeString(
        Files.createTempFile(directory, "user", ".creds"),
        """
        -----BEGIN NATS USER JWT-----
        %s
        ------END NATS USER JWT------

        ************************* IMPORTANT *************************
        NKEY Seed printed below can be used to sign and prove identity.

        -----BEGIN USER NKEY SEED-----
        %s
        ------END USER NKEY SEED------
        """
            .formatted(jwt, user.seed()));
  }

  private static void connect(TestNats nats, String login, Optional<Path> credentials)
      throws Exception {
    Connection connection = new Dial(broker(nats, login, credentials)).connect(NOBODY);
    connection.flush(Duration.ofSeconds(10));
    connection.close();
  }

  private static void assertRefused(TestNats nats, String login, Optional<Path> credentials) {
    assertThatThrownBy(() -> connect(nats, login, credentials))
        .isInstanceOf(IOException.class)
        .hasMessage("it refuses the credentials");
  }

  private static Broker broker(TestNats nats, String login, Optional<Path> credentials) {
    return new Broker(
        List.of("nats://%s127.0.0.1:%d".formatted(login, nats.port())), credentials, "parley");
  }
}
