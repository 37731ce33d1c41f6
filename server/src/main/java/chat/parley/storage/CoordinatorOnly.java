package chat.parley.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Lets no worker of a Citus cluster be migrated: it has the tables, but hands out numbers of its own. */
final class CoordinatorOnly implements Callback {
  private static final String HAS_CITUS =
      "SELECT to_regclass('pg_catalog.pg_dist_local_group') IS NOT NULL";

  private static final String IS_WORKER = "SELECT groupid <> 0 FROM pg_catalog.pg_dist_local_group";

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_CONNECT;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    boolean isWorker;
    try {
      Connection connection = context.getConnection();
      isWorker = isTrue(connection, HAS_CITUS) && isTrue(connection, IS_WORKER);
    } catch (SQLException e) {
      throw new FlywayException(e.getMessage(), e);
    }
    if (isWorker) {
      throw new FlywayException("this is a worker of a Citus cluster: wanted its coordinator");
    }
  }

  @Override
  public String getCallbackName() {
    return "coordinatorOnly";
  }

  private static boolean isTrue(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
