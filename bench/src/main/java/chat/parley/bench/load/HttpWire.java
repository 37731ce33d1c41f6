package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP connection that stays open. Writes prepared bytes and reads no more of the answers than it must:
 * what the load costs, the server cannot use. One request at a time, no pipelining.
 */
public final class HttpWire {
  private static final int LOST = 599;

  private final ChannelHandlerContext channel;
  private final AnswerReader reader = new AnswerReader();
  private @Nullable IntConsumer asking;
  private boolean lost;

  private HttpWire(NetSocketInternal socket) {
    this.channel = socket.channelHandlerContext();
    socket.messageHandler(this::read);
    socket.closeHandler(closed -> lose());
  }

  /** Opens connections. */
  public static List<HttpWire> open(Loop loop, URI server, int count) {
    return loop.call(() -> {
      List<Future<HttpWire>> opening =
          Stream.generate(() ->
                  loop.client()
                      .connect(server.getPort(), server.getHost())
                      .map(socket -> new HttpWire((NetSocketInternal) socket)))
              .limit(count)
              .toList();
      return Future.all(opening).map(all -> all.<HttpWire>list());
    });
  }

  /** Closes connections. */
  public static void close(Loop loop, List<HttpWire> wires) {
    loop.call(() -> {
      wires.forEach(wire -> {
        wire.asking = null;
        var _ = wire.channel.close();
      });
      return Future.succeededFuture();
    });
  }

  /**
   * Asks. Must not be called before the last request is answered.
   *
   * @param request prepared by {@link Bytes}
   * @param answered told the status; 599 if the connection is lost
   */
  void ask(ByteBuf request, IntConsumer answered) {
    if (lost) {
      channel.executor().execute(() -> answered.accept(LOST));
      return;
    }
    asking = answered;
    var _ = channel.writeAndFlush(request.duplicate(), channel.voidPromise());
  }

  /** From the next answer on, keeps so many bytes of the body's beginning. */
  void keepOpening(int bytes) {
    reader.keepOpening(bytes);
  }

  /** The beginning of the last answer's body. */
  String opening() {
    return reader.opening();
  }

  private void read(Object message) {
    ByteBuf bytes = (ByteBuf) message;
    int status;
    try {
      status = reader.read(bytes);
    } catch (IOException e) {
      var _ = channel.close();
      return;
    } finally {
      bytes.release();
    }
    if (status != 0) {
      tell(status);
    }
  }

  private void tell(int status) {
    IntConsumer waiting = asking;
    asking = null;
    if (waiting != null) {
      waiting.accept(status);
    }
  }

  private void lose() {
    lost = true;
    reader.forget();
    tell(LOST);
  }
}
