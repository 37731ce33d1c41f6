package chat.parley.storage;

import chat.parley.measure.Distribution;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * One event loop's connections. Statements are prepared once a connection and pipelined. What waits
 * for row locks has connections of its own, so that it never stands before a read.
 *
 * <p>Every future fails with a {@link ProblemException} of {@code Unavailable} if the database cannot
 * be reached or does not answer within 10 s, and with the driver's exception for anything else.
 */
public final class Database {
  private static final String CITUS = "SELECT 1 FROM pg_extension WHERE extname = 'citus'";

  private static final int CONNECTIONS = 2;
  private static final int WAITING_STATEMENTS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SqlClient reads;
  private final SqlClient writes;
  private final Deadlines deadlines;
  private final StatementCounts counts;
  private boolean distributed;

  /** Must be called on the event loop that is to use it. Connects when first asked something. */
  public Database(Vertx vertx, PgConnectOptions options) {
    this(vertx, options, StatementCounts.zero());
  }

  /** The same, whose statements are counted. */
  public Database(Vertx vertx, PgConnectOptions options, StatementCounts counts) {
    this.counts = counts;
    this.reads = client(vertx, options);
    this.writes = client(vertx, options);
    this.deadlines = new Deadlines(vertx, PATIENCE);
  }

  /** Finds out what there is to know of the database before it is used. */
  public Future<Void> inspect() {
    return read(CITUS, Tuple.tuple())
        .map(rows -> {
          distributed = rows.size() > 0;
          return null;
        });
  }

  /**
   * Whether rooms may lie on many machines (Citus), so that one statement about many rooms would ask all of
   * them.
   */
  public boolean isDistributed() {
    return distributed;
  }

  /** Runs a statement that takes no row locks. */
  public Future<RowSet<Row>> read(String sql, Tuple parameters) {
    return run(reads, counts.reads(), sql, parameters);
  }

  /** Runs a statement that writes, and so may wait for other writers. */
  public Future<RowSet<Row>> write(String sql, Tuple parameters) {
    return run(writes, counts.writes(), sql, parameters);
  }

  public Future<Void> close() {
    deadlines.stop();
    return Future.join(reads.close(), writes.close()).mapEmpty();
  }

  private Future<RowSet<Row>> run(
      SqlClient client, Distribution durations, String sql, Tuple parameters) {
    long begin = System.nanoTime();
    counts.waiting().increment();
    return deadlines
        .watch(client.preparedQuery(sql).execute(parameters))
        .onComplete(done -> {
          counts.waiting().decrement();
          durations.add(System.nanoTime() - begin);
          if (done.failed()) {
            counts.failed().increment();
          }
        });
  }

  private static SqlClient client(Vertx vertx, PgConnectOptions options) {
    return PgBuilder.client()
        .with(new PoolOptions().setMaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING_STATEMENTS))
        .connectingTo(options)
        .using(vertx)
        .build();
  }
}
