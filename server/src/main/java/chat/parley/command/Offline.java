package chat.parley.command;

import chat.parley.config.Settings;
import chat.parley.storage.Database;
import chat.parley.storage.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;

/** Work on the database by the command line, whether or not a server is running on it. */
final class Offline {
  /** Nobody else waits for the event loop of a command. */
  private static final long NEVER_MILLIS = Duration.ofDays(1).toMillis();

  private Offline() {}

  /** Something that is done with a database. */
  @FunctionalInterface
  interface Work<T> {
    Future<T> apply(Vertx vertx, Database database);
  }

  /** The same, for what blocks and has connections of its own. */
  @FunctionalInterface
  interface BlockingWork<T> {
    T apply(Vertx vertx, Postgres postgres) throws Exception;
  }

  /** Blocks until the work is done. */
  static <T> T call(Settings settings, Work<T> work) throws Exception {
    return callBlocking(settings, (vertx, postgres) -> onEventLoop(vertx, postgres, work).await());
  }

  /** Blocks until the work is done. */
  static <T> T callBlocking(Settings settings, BlockingWork<T> work) throws Exception {
    return call(Postgres.startBesideServer(settings), work);
  }

  /** The same, for what a server must not see half done: it is refused where one is running. */
  static <T> T callAlone(Settings settings, BlockingWork<T> work) throws Exception {
    return call(Postgres.start(settings), work);
  }

  private static <T> T call(Postgres opened, BlockingWork<T> work) throws Exception {
    try (Postgres postgres = opened) {
      Vertx vertx =
          Vertx.vertx(
              new VertxOptions()
                  .setPreferNativeTransport(true)
                  .setEventLoopPoolSize(1)
                  .setBlockedThreadCheckInterval(NEVER_MILLIS));
      try {
        postgres.migrate(vertx);
        return work.apply(vertx, postgres);
      } finally {
        vertx.close().await();
      }
    }
  }

  /** Something that is done with connections of an event loop of its own. */
  static <T> Future<T> onEventLoop(Vertx vertx, Postgres postgres, Work<T> work) {
    Promise<T> result = Promise.promise();
    vertx.runOnContext(start -> {
      Database database = new Database(vertx, postgres.address());
      Future.<T>future(done -> work.apply(vertx, database).onComplete(done))
          .eventually(database::close)
          .onComplete(result);
    });
    return result.future();
  }
}
