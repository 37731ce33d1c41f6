package chat.parley.storage;

import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Function;

/** A statement on its way to an answer, on whichever connection. */
final class Request {
  final String sql;
  final Promise<RowSet<Row>> answer = Promise.promise();
  private final Function<Boolean, Tuple> parameters;
  private final boolean repeatable;
  private final long since = System.nanoTime();
  private boolean mayBeDone;

  /**
   * @param repeatable whether it may be done twice
   * @param parameters by whether it may have been done before
   */
  Request(String sql, boolean repeatable, Function<Boolean, Tuple> parameters) {
    this.sql = sql;
    this.repeatable = repeatable;
    this.parameters = parameters;
  }

  Tuple parameters() {
    return parameters.apply(mayBeDone);
  }

  boolean hasWaited(Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }

  /** Whether it may be asked again after it has failed so. */
  boolean survives(DatabaseFailure.Fate fate) {
    return switch (fate) {
      case REFUSED -> false;
      case NOT_DONE -> true;
      case UNKNOWN -> {
        mayBeDone = true;
        yield repeatable;
      }
    };
  }
}
