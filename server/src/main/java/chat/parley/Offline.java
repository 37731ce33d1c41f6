package chat.parley;

import chat.parley.config.Settings;
import chat.parley.storage.Database;
import chat.parley.storage.Postgres;
import chat.parley.storage.StorageException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Work on the database by the command line, whether or not a server is running on it. */
final class Offline {
  private Offline() {}

  /** Something that is done with a database. */
  @FunctionalInterface
  interface Work<T> {
    Future<T> apply(Vertx vertx, Database database);
  }

  /** Blocks until the work is done. */
  static <T> T call(Settings settings, Work<T> work) throws StorageException {
    try (Postgres postgres = Postgres.openBesideServer(settings)) {
      Vertx vertx =
          Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
      try {
        return onEventLoop(vertx, postgres, work).await();
      } finally {
        vertx.close().await();
      }
    }
  }

  private static <T> Future<T> onEventLoop(Vertx vertx, Postgres postgres, Work<T> work) {
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
