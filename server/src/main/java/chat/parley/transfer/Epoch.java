package chat.parley.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The name of a store, which all numbers are of. Clients that come with another one start over. */
public final class Epoch {
  private Epoch() {}

  /** Gives the store a new name: its numbers may come again, with other content. */
  public static void renew(DataSource store) throws SQLException {
    try (Connection connection = store.getConnection()) {
      renew(connection);
    }
  }

  static void renew(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("UPDATE epoch SET name = ?")) {
      statement.setString(1, UUID.randomUUID().toString().replace("-", ""));
      statement.executeUpdate();
    }
  }
}
