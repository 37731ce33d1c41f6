package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of somebody else's that says it has no room (PostgreSQL, appendix A: class 53). */
final class FullDatabaseTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private final Person person = SERVER.people(1).getFirst();
  private final long room = person.api().newRoom("a room");

  private static void execute(String sql) throws SQLException {
    try (Connection connection = SERVER.database();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Reply send(String content) {
    return person.api().post(Api.messages(room), new JsonObject().put("content", content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"disk_full", "out_of_memory", "configuration_limit_exceeded", "internal_error"})
  @DisabledIfEnvironmentVariable(named = "PARLEY_TEST_DATABASE_URL", matches = ".+")
  void sendsAreAnswered503AndReadsGoOn(String condition) throws SQLException {
    person.api().say(room, "before");
    execute(
        """
        CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '%s'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION refuse()\
        """
            .formatted(condition));
    Reply refusal = send("meanwhile");
    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.header("Retry-After")).isPresent();
    assertThat(person.api().get(Api.messages(room)).body()).contains("\"before\"");
    execute("DROP TRIGGER refuse ON messages");
    assertThat(send("after").status()).isEqualTo(201);
  }
}
