package chat.parley.bench.scenario;

import chat.parley.bench.process.Database;
import java.io.IOException;

/** Makes sure that pgbench does not win or lose by another plan than the server's statement has. */
final class PlanCheck {
  private static final String WHOLE_TABLE = "Seq Scan";

  private PlanCheck() {}

  /** Fails if a statement, prepared for any room and user as the server prepares it, reads a whole table. */
  static void byIndex(Database database, String statement) throws IOException {
    String sql = statement.strip().replace(":room", "$1").replace(":user", "$2");
    String plan =
        database
            .psql(
                """
                SET plan_cache_mode = force_generic_plan;
                PREPARE checked (bigint, bigint) AS %s
                EXPLAIN (COSTS OFF) EXECUTE checked(1, 1);
                """
                    .formatted(sql))
            .orElse("");
    if (plan.contains(WHOLE_TABLE)) {
      throw new IOException("the statement for pgbench reads a whole table:\n" + plan);
    }
  }
}
