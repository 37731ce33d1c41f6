package chat.parley.storage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnectOptions;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Finds, before each connection that is made, which of several servers is the primary: all are asked, and the first
 * one that can be written is it (libpq's {@code target_session_attrs=read-write}).
 */
final class PrimarySearch implements Supplier<Future<SqlConnectOptions>> {
  static final String IS_READ_ONLY = "SHOW transaction_read_only";

  private static final int ANSWER_SECONDS = 3;

  private final Vertx vertx;
  private final Address address;

  PrimarySearch(Vertx vertx, Address address) {
    this.vertx = vertx;
    this.address = address;
  }

  @Override
  public Future<SqlConnectOptions> get() {
    if (address.hosts().size() == 1) {
      return Future.succeededFuture(address.hosts().getFirst());
    }
    List<Future<SqlConnectOptions>> asked = address.hosts().stream().map(this::ifPrimary).toList();
    return Future.any(asked)
        .map(any -> asked.stream().filter(Future::succeeded).findFirst().orElseThrow().result())
        .recover(none ->
            Future.failedFuture(new ConnectException("none of the servers is the primary")));
  }

  /** A server that has taken the connection and does not answer is left, even if it wakes up later. */
  private Future<SqlConnectOptions> ifPrimary(PgConnectOptions host) {
    Future<PgConnection> connecting = PgConnection.connect(vertx, host);
    return connecting
        .compose(connection -> connection.query(IS_READ_ONLY).execute())
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .onComplete(answered -> connecting.onSuccess(PgConnection::close))
        .map(rows -> {
          if (!rows.iterator().next().getString(0).equals("off")) {
            throw new IllegalStateException("a standby");
          }
          return host;
        });
  }
}
