package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.fixture.Await;
import chat.parley.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** A batch and its repetition, in every order in which they can come to the database. */
class SendOnceTest {
  private static String url;
  private static long room;

  private final UUID writer = UUID.randomUUID();

  @BeforeAll
  static void make() throws SQLException {
    url = TestPostgres.shared().newDatabase();
    try (Connection connection = TestPostgres.shared().connect(url)) {
      connection.createStatement().execute(BatchRows.FUNCTION);
      room = Long.parseLong(ask(connection, "INSERT INTO rooms (name) VALUES ('a') RETURNING id"));
      for (int user = 1; user <= 3; user++) {
        ask(
            connection,
            "INSERT INTO participants (room_id, user_id) VALUES (%d, %d) RETURNING 1"
                .formatted(room, user));
      }
    }
  }

  @AfterAll
  static void drop() {
    TestPostgres.shared().drop(url);
  }

  /** How messages are stored. */
  enum Way {
    ONE_BY_ONE("send_once('%1$s', %2$d, %3$b, false, "),
    TOGETHER("send_once('%1$s', %2$d, %3$b, true, "),
    BATCH("rows_of_batch('%1$s', %2$d, %3$b, ");

    private final String call;

    Way(String call) {
      this.call = call;
    }
  }

  /** On Citus there is one way. */
  private static List<Way> ways() {
    return TestPostgres.isOnCitus() ? List.of(Way.ONE_BY_ONE) : List.of(Way.values());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBatchThatWasSentIsAnsweredAgainAsItWasThen(Way way) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url)) {
      String first = send(connection, 1, false, way);
      assertThat(first).contains(",t,t").doesNotContain(",f,");
      long stored = stored(connection);
      assertThat(send(connection, 1, true, way)).isEqualTo(first);
      assertThat(stored(connection)).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBatchThatWasNotSentIsSentWhenItIsAskedAgain(Way way) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url)) {
      long before = stored(connection);
      assertThat(send(connection, 1, true, way)).contains(",t,t");
      assertThat(send(connection, 2, true, way)).contains(",t,t");
      assertThat(stored(connection)).isEqualTo(before + 3 + 3 - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBatchThatComesAfterItsRepetitionLeavesNothing(Way way) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url)) {
      send(connection, 1, true, way);
      long stored = stored(connection);
      assertThatThrownBy(() -> send(connection, 1, false, way))
          .isInstanceOf(PSQLException.class)
          .extracting(failure -> ((PSQLException) failure).getSQLState())
          .isEqualTo("40001");
      assertThat(stored(connection)).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aRepetitionWaitsForTheBatchThatIsUnderWayAndIsAnsweredAsThatWas(Way way) throws Exception {
    try (Connection first = TestPostgres.shared().connect(url);
        Connection other = TestPostgres.shared().connect(url)) {
      first.setAutoCommit(false);
      String answer = send(first, 1, false, way);
      CompletableFuture<String> repetition = inBackground(other, way);
      first.commit();
      assertThatThrownBy(repetition::join)
          .rootCause()
          .extracting(failure -> ((PSQLException) failure).getSQLState())
          .as("overtaken, or its key is stored by now: it is asked again")
          .isIn("40001", "23505");
      assertThat(send(other, 1, true, way)).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aRepetitionIsSentWhereTheBatchThatWasUnderWayEndsInNothing(Way way) throws Exception {
    try (Connection first = TestPostgres.shared().connect(url);
        Connection other = TestPostgres.shared().connect(url)) {
      first.setAutoCommit(false);
      send(first, 1, false, way);
      CompletableFuture<String> repetition = inBackground(other, way);
      first.rollback();
      assertThat(repetition.join()).contains(",t,t");
    }
  }

  /** Sends the first batch again; returns when the database has taken it up. */
  private CompletableFuture<String> inBackground(Connection connection, Way way)
      throws SQLException {
    String pid = ask(connection, "SELECT pg_backend_pid()");
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return send(connection, 1, true, way);
              } catch (SQLException e) {
                throw new CompletionException(e);
              }
            },
            Thread::startVirtualThread);
    try (Connection watcher = TestPostgres.shared().connect(url)) {
      Await.until(
          "the repetition is at work",
          () ->
              "active"
                  .equals(ask(watcher, "SELECT state FROM pg_stat_activity WHERE pid = " + pid)));
    }
    return answer;
  }

  /** Three messages: with a key, by somebody who is not in the room, without a key; and one more. */
  private String send(Connection connection, int number, boolean again, Way way)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT concat_ws(',', place, message_id, message_seq, sent_at, fresh, same)
                  FROM %2$s ARRAY[%3$d, %3$d, %3$d, %3$d], '{1, 9, 2, 3}', '{keyed, foreign, plain, last}',
                       '{key-%1$s, null, null, null}')
                 ORDER BY place\
                """
                    .formatted(writer, way.call.formatted(writer, number, again), room))) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return String.join("\n", rows);
  }

  private static long stored(Connection connection) {
    return Long.parseLong(ask(connection, "SELECT count(*) FROM messages WHERE room_id = " + room));
  }

  private static String ask(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
