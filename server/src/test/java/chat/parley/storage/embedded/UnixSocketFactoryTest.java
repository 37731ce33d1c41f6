package chat.parley.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

class UnixSocketFactoryTest {
  private static Sandbox sandbox;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    postgres = EmbeddedPostgres.start(sandbox.data(), EmbeddedOptions.defaults());
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
    sandbox.close();
  }

  private static Connection connect(Properties more) throws Exception {
    Properties properties = new Properties();
    properties.put("user", postgres.user());
    properties.put("socketFactory", UnixSocketFactory.class.getName());
    properties.put("socketFactoryArg", postgres.socketDirectory() + "/.s.PGSQL." + postgres.port());
    properties.putAll(more);
    Connection connection =
        new Driver().connect("jdbc:postgresql://localhost/" + postgres.database(), properties);
    assertThat(connection).isNotNull();
    return connection;
  }

  @Test
  void pgjdbcReachesTheServerThroughItsSocket() throws Exception {
    try (Connection connection = connect(new Properties());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select 1, inet_server_addr()")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getInt(1)).isEqualTo(1);
      assertThat(result.getString(2)).isNull();
    }
  }

  @Test
  void whatIsLargerThanTheSocketsBuffersPassesBothWays() throws Exception {
    String text = "0123456789abcdef".repeat(1 << 18);
    try (Connection connection = connect(new Properties());
        var statement = connection.prepareStatement("select ?::text")) {
      statement.setString(1, text);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo(text);
      }
    }
  }

  @Test
  void aReadTimeoutEndsAReadThatIsNotAnswered() throws Exception {
    Properties timeout = new Properties();
    timeout.put("socketTimeout", "1");
    try (Connection connection = connect(timeout);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
          .isInstanceOf(PSQLException.class)
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void askingForNotificationsDoesNotWaitForOne() throws Exception {
    try (Connection connection = connect(new Properties())) {
      assertThat(connection.unwrap(PGConnection.class).getNotifications()).isEmpty();
    }
  }
}
