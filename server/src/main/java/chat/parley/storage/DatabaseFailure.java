package chat.parley.storage;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.pgclient.PgException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a statement that is wrong (PostgreSQL, appendix A: SQLSTATE). */
public final class DatabaseFailure {
  private static final String DEADLOCK = "40P01";

  private DatabaseFailure() {}

  /** Whether the database broke a deadlock by ending this statement: the same again may well pass. */
  public static boolean isDeadlock(Throwable failure) {
    return DEADLOCK.equals(sqlState(failure));
  }

  /** Whether the database said nothing in time, rather than something. */
  public static boolean isSilence(Throwable failure) {
    return failure.getCause() instanceof TimeoutException;
  }

  static Throwable of(Throwable failure) {
    if (failure instanceof ProblemException) {
      return failure;
    }
    String state = sqlState(failure);
    return state == null || isAway(state)
        ? new ProblemException(Problem.Unavailable.DATABASE, failure)
        : failure;
  }

  /**
   * Classes 08 (connection), 25006 (a standby), 53 (no resources), 57 (shutting down, cancelled), 58
   * (system error) and F0 (configuration).
   */
  private static boolean isAway(String state) {
    return state.startsWith("08")
        || state.equals("25006")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("F0");
  }

  private static @Nullable String sqlState(Throwable failure) {
    return failure instanceof PgException pg ? pg.getSqlState() : null;
  }
}
