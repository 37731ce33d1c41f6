package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.net.NetSocketInternal;
import java.net.URI;

/** One WebSocket: answers pings, and hands on messages as the bytes they came in. */
public final class SocketWire {
  private static final byte[] SWITCHING =
      "HTTP/1.1 101".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** Takes messages, which are of one frame each. The bytes are valid during the call only. */
  @FunctionalInterface
  public interface Listener {
    void message(ByteBuf bytes, int start, int length);
  }

  private final ChannelHandlerContext channel;
  private final FrameReader reader = new FrameReader(this::frame);
  private final Listener listener;
  private final Promise<SocketWire> ready = Promise.promise();
  private boolean open;
  private boolean live;

  private SocketWire(NetSocketInternal socket, Listener listener) {
    this.channel = socket.channelHandlerContext();
    this.listener = listener;
    socket.messageHandler(this::read);
    socket.closeHandler(closed -> lose());
  }

  /**
   * Opens a WebSocket of a user's; complete when the server has said that everything is live from here on. Must be called on the loop.
   */
  static Future<SocketWire> open(
      Loop loop, URI server, String path, String token, Listener listener) {
    return loop.client()
        .connect(server.getPort(), server.getHost())
        .compose(socket -> {
          SocketWire wire = new SocketWire((NetSocketInternal) socket, listener);
          wire.write(Bytes.upgrade(server, path, token));
          return wire.ready.future();
        });
  }

  /** Sends what {@link Bytes} has made. */
  void write(ByteBuf bytes) {
    var _ = channel.writeAndFlush(bytes, channel.voidPromise());
  }

  void close() {
    var _ = channel.close();
  }

  private void read(Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!open) {
        passHandshake(bytes);
      }
      if (open) {
        reader.read(bytes);
      }
    } finally {
      bytes.release();
    }
  }

  /** The answer to the handshake comes in one piece: it is the first that is written to the connection. */
  private void passHandshake(ByteBuf bytes) {
    int at = bytes.readerIndex();
    for (int i = 0; i < SWITCHING.length; i++) {
      if (bytes.getByte(at + i) != SWITCHING[i]) {
        close();
        return;
      }
    }
    while (bytes.getInt(at) != 0x0d0a0d0a) {
      at++;
    }
    bytes.readerIndex(at + 4);
    open = true;
  }

  private void frame(int opcode, ByteBuf bytes, int start, int length) {
    switch (opcode) {
      case FrameReader.TEXT, FrameReader.BINARY -> {
        if (!live && LiveFrame.isSynced(bytes, start, length)) {
          live = true;
          ready.tryComplete(this);
        }
        listener.message(bytes, start, length);
      }
      case FrameReader.PING -> {
        byte[] payload = new byte[length];
        bytes.getBytes(start, payload);
        write(Bytes.pong(payload));
      }
      case FrameReader.CLOSE -> close();
      default -> {}
    }
  }

  private void lose() {
    reader.forget();
    ready.tryFail("the server closed a WebSocket");
  }
}
