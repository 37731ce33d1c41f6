package chat.parley.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one event loop that makes all load. One, since it shares the cores with what it measures, and since
 * nothing on it then needs a lock.
 */
public final class Loop implements AutoCloseable {
  private static final int CONNECT_MILLIS = 20_000;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();
  private final NetClient client =
      vertx.createNetClient(
          new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MILLIS));

  /** Runs work on the event loop, and waits until what it promises has come. */
  public <T> T call(Supplier<Future<T>> work) {
    return Future.<T>future(done -> context.runOnContext(go -> work.get().onComplete(done)))
        .await();
  }

  NetClient client() {
    return client;
  }

  /** Runs a task after a time in nanoseconds, which timers of Vert.x count in milliseconds. */
  void after(long nanos, Runnable task) {
    var _ =
        ((ContextInternal) context).nettyEventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
