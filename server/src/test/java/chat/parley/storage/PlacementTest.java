package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final String TABLES =
      """
      SELECT relname FROM pg_class
       WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
         AND relname <> 'flyway_schema_history' AND relname !~ '_[0-9]+$'
      """;

  @Test
  void everyTableHasItsPlaceInACluster() throws SQLException {
    String url = TestPostgres.shared().newDatabase();
    List<String> tables = new ArrayList<>();
    try (Connection connection = TestPostgres.shared().connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    } finally {
      TestPostgres.shared().drop(url);
    }
    assertThat(Placement.ALL)
        .extracting(Placement::table)
        .containsExactlyInAnyOrderElementsOf(tables);
  }
}
