package chat.parley.storage;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Lets no worker of a Citus cluster be migrated: it has the tables, but hands out numbers of its own. */
final class CoordinatorOnly implements Callback {
  private static final String REFUSE_WORKER =
      """
      DO $$
      BEGIN
        IF to_regclass('pg_catalog.pg_dist_local_group') IS NOT NULL THEN
          IF (SELECT groupid FROM pg_dist_local_group) <> 0 THEN
            RAISE EXCEPTION 'this is a worker of a Citus cluster: wanted its coordinator';
          END IF;
        END IF;
      END $$\
      """;

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute(REFUSE_WORKER);
    } catch (SQLException e) {
      throw new FlywayException(e.getMessage(), e);
    }
  }

  @Override
  public String getCallbackName() {
    return "coordinatorOnly";
  }
}
