package chat.parley.storage;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a statement that is wrong (PostgreSQL, appendix A: SQLSTATE). */
public final class DatabaseFailure {
  private static final String DEADLOCK = "40P01";
  private static final String OVERTAKEN = "40001";
  private static final String UNIQUE = "23505";
  private static final String READ_ONLY = "25006";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String INTERNAL = "XX000";
  private static final String CANCELLED = "57014";

  /** A connection that the database itself has to another server; its one to this server is in order. */
  private static final Set<String> BEHIND = Set.of("08000", "08001", "08003", "08004", "08006");

  private static final Set<String> UNSENT =
      Set.of(
          "Pool closed",
          "Connection is not active now, current status: CLOSING",
          "Connection is not active now, current status: CLOSED");

  private DatabaseFailure() {}

  /** What is known of a statement that failed. */
  enum Fate {
    /** The database answered that it will not have it. */
    REFUSED,
    /** The database is away, and has not done it. */
    NOT_DONE,
    /** The database went away before it answered, and may have done it. */
    UNKNOWN
  }

  static Fate fate(Throwable failure) {
    String state = sqlState(failure);
    if (state != null) {
      return isAway(state) ? Fate.NOT_DONE : Fate.REFUSED;
    }
    return isNeverSent(failure) ? Fate.NOT_DONE : Fate.UNKNOWN;
  }

  /**
   * Whether the database ended this statement for the sake of another one (a deadlock, the repetition of the
   * same, the same key stored meanwhile): the same again may well pass.
   */
  public static boolean isCollision(Throwable failure) {
    String state = sqlState(failure);
    return DEADLOCK.equals(state) || OVERTAKEN.equals(state) || UNIQUE.equals(state);
  }

  /** Whether the database was away as a whole, rather than of another opinion. */
  public static boolean isAbsence(Throwable failure) {
    return failure instanceof ProblemException known
        && known.problem() instanceof Problem.Unavailable
        && !isPartialAbsence(failure);
  }

  /**
   * Whether a server behind the database, a worker of a Citus cluster, was away: statements about what is on
   * others pass.
   */
  public static boolean isPartialAbsence(Throwable failure) {
    Throwable cause = failure instanceof ProblemException ? failure.getCause() : failure;
    return cause instanceof PgException pg && BEHIND.contains(pg.getSqlState());
  }

  /** What callers are told: {@code Unavailable} where the statement was not to blame. */
  static Throwable of(Throwable failure) {
    if (failure instanceof ProblemException) {
      return failure;
    }
    String state = sqlState(failure);
    return state == null || isAway(state) || isOverstrained(state)
        ? new ProblemException(Problem.Unavailable.DATABASE, failure)
        : failure;
  }

  /**
   * Class 08 (connection) but for what is behind, a standby, no connection left, class 57 (shutting down,
   * starting), except for one statement that was cancelled.
   */
  private static boolean isAway(String state) {
    return (state.startsWith("08") && !BEHIND.contains(state))
        || state.equals(READ_ONLY)
        || state.equals(TOO_MANY_CONNECTIONS)
        || (state.startsWith("57") && !state.equals(CANCELLED));
  }

  /**
   * What is behind, classes 53 (no resources), 58 (system error) and F0 (configuration), what was cancelled, and an
   * internal error, as PostgreSQL calls a limit of its process (a file too large) among other things.
   */
  private static boolean isOverstrained(String state) {
    return BEHIND.contains(state)
        || state.startsWith("53")
        || state.startsWith("58")
        || state.startsWith("F0")
        || state.equals(INTERNAL)
        || state.equals(CANCELLED);
  }

  /** Whether there was no connection to send it on. Of a closed pool the driver tells in words only. */
  private static boolean isNeverSent(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof NoRouteToHostException
        || failure instanceof UnknownHostException
        || failure instanceof FileNotFoundException
        || (failure instanceof VertxException
            && UNSENT.contains(String.valueOf(failure.getMessage())));
  }

  private static @Nullable String sqlState(Throwable failure) {
    return failure instanceof PgException pg ? pg.getSqlState() : null;
  }
}
