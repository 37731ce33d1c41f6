package chat.parley.storage;

import chat.parley.storage.DatabaseFailure.Fate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few connections, and what becomes of statements while the database is away: those that may wait for it do,
 * for 5 s at most. Meanwhile one probe looks for it, and nothing else connects.
 *
 * <p>Connections on which an answer has not come within 10 s are given up, with all that is on them.
 *
 * <p>Belongs to one event loop.
 */
final class Lane {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final long PROBE_MILLIS = 100;
  private static final long NONE = -1;
  private static final int MOST_WAITING = 20_000;

  private final Vertx vertx;
  private final Supplier<SqlClient> connecting;
  private final Deadlines deadlines;
  private final List<Request> waiting = new ArrayList<>();
  private SqlClient client;
  private boolean probing;
  private long probes = NONE;

  /** Why the database is away; null while it is there. */
  private @Nullable Throwable absence;

  /**
   * @param connecting makes a client with connections of its own
   */
  Lane(Vertx vertx, Supplier<SqlClient> connecting) {
    this.vertx = vertx;
    this.connecting = connecting;
    this.client = connecting.get();
    this.deadlines = new Deadlines(vertx, SILENCE, this::endSilence);
  }

  /** Fails as the driver does, or with {@code Unavailable} where the database is to blame. */
  Future<RowSet<Row>> run(Request request) {
    Throwable why = absence;
    if (why == null) {
      ask(request);
    } else {
      keep(request, why);
    }
    return request.answer.future();
  }

  /** Whether the database is there, without waiting for it to come back. */
  Future<Void> check() {
    Throwable why = absence;
    if (why != null) {
      return Future.failedFuture(DatabaseFailure.of(why));
    }
    SqlClient used = client;
    return deadlines
        .watch(used.query("SELECT 1").execute())
        .<Void>mapEmpty()
        .recover(failure -> {
          leave(used, failure);
          return Future.failedFuture(DatabaseFailure.of(failure));
        });
  }

  Future<Void> close() {
    deadlines.stop();
    stopProbing();
    failWaiting(request -> true, closed());
    return client.close();
  }

  private void ask(Request request) {
    SqlClient used = client;
    deadlines
        .watch(used.preparedQuery(request.sql).execute(request.parameters()))
        .onComplete(done -> {
          if (done.succeeded()) {
            request.answer.tryComplete(done.result());
          } else {
            askAgain(request, used, done.cause());
          }
        });
  }

  private void askAgain(Request request, SqlClient used, Throwable failure) {
    Fate fate = DatabaseFailure.fate(failure);
    if (fate != Fate.REFUSED) {
      leave(used, failure);
    }
    if (!request.survives(fate)) {
      request.answer.tryFail(DatabaseFailure.of(failure));
    } else if (absence == null) {
      ask(request);
    } else {
      keep(request, failure);
    }
  }

  /** Until the database is back, or the request has waited long enough. */
  private void keep(Request request, Throwable failure) {
    if (request.hasWaited(WAIT) || waiting.size() == MOST_WAITING) {
      request.answer.tryFail(DatabaseFailure.of(failure));
    } else {
      waiting.add(request);
    }
  }

  /** What is still on the connections may end there. */
  private void leave(SqlClient used, Throwable failure) {
    if (!used.equals(client)) {
      return;
    }
    boolean first = absence == null;
    absence = failure;
    client = connecting.get();
    used.close();
    if (first) {
      probes = vertx.setPeriodic(PROBE_MILLIS, id -> look());
      probe();
    }
  }

  private void endSilence() {
    leave(client, new TimeoutException("no answer"));
    deadlines.giveUp(closed());
  }

  private void look() {
    Throwable why = absence;
    if (why != null) {
      failWaiting(request -> request.hasWaited(WAIT), why);
      probe();
    }
  }

  /** Whoever is told may ask again at once, and waits then. */
  private void failWaiting(Predicate<Request> which, Throwable why) {
    List<Request> failed = new ArrayList<>();
    waiting.removeIf(request -> which.test(request) && failed.add(request));
    failed.forEach(request -> request.answer.tryFail(DatabaseFailure.of(why)));
  }

  private void probe() {
    if (probing) {
      return;
    }
    probing = true;
    SqlClient used = client;
    deadlines
        .watch(used.query(PrimarySearch.IS_READ_ONLY).execute())
        .onComplete(done -> {
          probing = false;
          if (done.failed()) {
            leave(used, done.cause());
          } else if (!done.result().iterator().next().getString(0).equals("off")) {
            leave(used, new ConnectException("the database is read-only"));
          } else if (used.equals(client)) {
            resume();
          }
        });
  }

  private void resume() {
    absence = null;
    stopProbing();
    List<Request> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(this::ask);
  }

  private void stopProbing() {
    if (probes != NONE) {
      vertx.cancelTimer(probes);
      probes = NONE;
    }
  }

  private static Throwable closed() {
    return new IOException("the connection was given up");
  }
}
