package chat.parley.storage;

import chat.parley.measure.Distribution;
import chat.parley.measure.Traces;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import chat.parley.storage.embedded.DiskSpace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;

/**
 * One event loop's connections. Statements are prepared once a connection and pipelined. What waits
 * for row locks has connections of its own, so that it never stands before a read.
 *
 * <p>A database that goes away is waited for: 5 s, if the statement may be asked again or never was asked.
 * Every future fails with a {@link ProblemException} of {@code Unavailable} if the database does not come back
 * in this time or does not answer within 10 s, and with the driver's exception for anything else.
 */
public final class Database {
  private static final String CITUS = "SELECT 1 FROM pg_extension WHERE extname = 'citus'";

  private static final int CONNECTIONS = 2;
  private static final int CONNECT_MILLIS = 3_000;
  private static final int WAITING_STATEMENTS = 20_000;

  private final Lane reads;
  private final Lane writes;
  private final StatementCounts counts;
  private final Traces traces;
  private final Optional<DiskSpace> disk;
  private boolean distributed;

  /** Must be called on the event loop that is to use it. Connects when first asked something. */
  public Database(Vertx vertx, Address address) {
    this(vertx, address, StatementCounts.zero(), Traces.NONE);
  }

  /** The same, whose statements are counted and followed. */
  public Database(Vertx vertx, Address address, StatementCounts counts, Traces traces) {
    this.counts = counts;
    this.traces = traces;
    this.disk = address.disk();
    PrimarySearch search = new PrimarySearch(vertx, address);
    this.reads = new Lane(vertx, () -> client(vertx, search));
    this.writes = new Lane(vertx, () -> client(vertx, search));
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

  /** Runs a statement that takes no row locks. Where the connection breaks, it is asked again. */
  public Future<RowSet<Row>> read(String sql, Tuple parameters) {
    return run(reads, counts.reads(), new Request(sql, true, again -> parameters));
  }

  /**
   * Runs a statement that writes, and so may wait for other writers. Where the connection breaks before the
   * answer has come, it may have been done. Refused while the disk is full.
   */
  public Future<RowSet<Row>> write(String sql, Tuple parameters) {
    return isFull() ? full() : writeAnyway(sql, parameters);
  }

  /**
   * The same on a full disk, too, as long as the database itself finds room: for the few bytes without which
   * nobody could go on to read.
   */
  public Future<RowSet<Row>> writeAnyway(String sql, Tuple parameters) {
    return run(writes, counts.writes(), new Request(sql, false, again -> parameters));
  }

  /**
   * Runs a statement that writes, and may be asked again where the connection breaks. Refused while the disk
   * is full.
   *
   * @param parameters by whether it may have been done before
   */
  public Future<RowSet<Row>> writeAgain(String sql, Function<Boolean, Tuple> parameters) {
    return isFull() ? full() : run(writes, counts.writes(), new Request(sql, true, parameters));
  }

  /** Whether the database is there, without waiting for it to come back. */
  public Future<Void> check() {
    return reads.check();
  }

  /** Whether its disk is watched. */
  public boolean hasDisk() {
    return disk.isPresent();
  }

  /** Fails where the disk is full, and says how full. */
  public Future<Void> checkDisk() {
    return isFull() ? Future.failedFuture(disk.orElseThrow().told()) : Future.succeededFuture();
  }

  private boolean isFull() {
    return disk.isPresent() && disk.get().isShort();
  }

  private static Future<RowSet<Row>> full() {
    return Future.failedFuture(new ProblemException(Problem.Unavailable.DISK));
  }

  public Future<Void> close() {
    return Future.join(reads.close(), writes.close()).mapEmpty();
  }

  private Future<RowSet<Row>> run(Lane lane, Distribution durations, Request request) {
    long begin = System.nanoTime();
    Traces.Traced span = traces.statement(request.sql);
    counts.waiting().increment();
    return lane.run(request)
        .onComplete(done -> {
          counts.waiting().decrement();
          durations.add(System.nanoTime() - begin);
          span.done(done.cause());
          if (done.failed()) {
            counts.failed().increment();
          }
        });
  }

  private static SqlClient client(Vertx vertx, PrimarySearch search) {
    return PgBuilder.client()
        .with(new PoolOptions().setMaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING_STATEMENTS))
        .with(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true))
        .connectingTo(search)
        .using(vertx)
        .build();
  }
}
