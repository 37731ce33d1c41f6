package chat.parley.doctor;

import chat.parley.config.Settings;
import chat.parley.storage.Postgres;
import chat.parley.storage.SchemaState;
import chat.parley.storage.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database: reached, of a version that will do, keeping what it acknowledges, with the right tables. */
final class DatabaseHealth {
  private static final String ABOUT = "database";

  private DatabaseHealth() {}

  /** The embedded one is started for it, unless a server has. */
  static List<Finding> examine(Settings settings) {
    if (!Postgres.isThere(settings)) {
      return List.of(new Finding.Good(ABOUT, "none yet: the first start makes the embedded one"));
    }
    try (Postgres postgres = Postgres.startBesideServer(settings);
        Connection connection = postgres.dataSource().getConnection()) {
      List<Finding> findings = new ArrayList<>();
      PostgresState state = PostgresState.of(connection);
      findings.addAll(state.findings());
      findings.add(schema(SchemaState.of(connection)));
      unfinished(connection, findings);
      return findings;
    } catch (StorageException e) {
      return List.of(unreachable(String.valueOf(e.getMessage())));
    } catch (SQLException e) {
      String where = settings.database().map(url -> url + ": ").orElse("");
      return List.of(unreachable(where + String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
    }
  }

  private static Finding unreachable(String why) {
    return new Finding.Wrong(
        ABOUT,
        "it cannot be used (%s)".formatted(why),
        "see that it runs, and that PARLEY_DATABASE_URL has the right host, user and password");
  }

  private static Finding schema(SchemaState state) {
    return switch (state) {
      case SchemaState.Empty() ->
          new Finding.Good("schema", "none yet: the first start makes the tables");
      case SchemaState.Current(String version) ->
          new Finding.Good("schema", "version %s, which is this Parley's".formatted(version));
      case SchemaState.Behind(int missing) ->
          new Finding.Good(
              "schema", "%d migrations behind: the next start runs them".formatted(missing));
      case SchemaState.Ahead(String version) ->
          new Finding.Wrong(
              "schema",
              "version %s, which this Parley does not know".formatted(version),
              "run the newer Parley that made it, everywhere");
      case SchemaState.Failed(String version) ->
          new Finding.Wrong(
              "schema",
              "migration %s was begun and failed".formatted(version),
              "see the log of the server that ran it; restore a backup, or ask its makers");
    };
  }

  private static void unfinished(Connection connection, List<Finding> findings) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1 FROM imports WHERE finished_at IS NULL")) {
      if (row.next()) {
        findings.add(
            new Finding.Wrong(
                "import",
                "one was interrupted, and no server starts before it is whole",
                "run the same parley import again"));
      }
    } catch (SQLException e) {
      // No such table: the schema is said to be missing already.
    }
  }
}
