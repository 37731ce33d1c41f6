package chat.parley.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;

/**
 * A WebSocket. Frames go to the channel as bytes that are the same for all sockets, past the encoder, without
 * a future each; nothing is compressed.
 */
final class WebSocketWire implements Wire {
  private static final long NONE = -1;

  /** A ping that says nothing (RFC 6455, 5.5.2). */
  private static final byte[] PING = {(byte) 0x89, 0};

  private final Vertx vertx;
  private final Flushes flushes;
  private final Channel channel;
  private final Duration farewell;
  private boolean flushing;
  private boolean closing;
  private long cutting = NONE;

  WebSocketWire(Vertx vertx, Flushes flushes, ServerWebSocket socket, Duration farewell) {
    this.farewell = farewell;
    this.flushes = flushes;
    this.vertx = vertx;
    this.channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
  }

  @Override
  public long waiting() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  @Override
  public void write(Frame frame) {
    if (!closing) {
      var _ = channel.write(frame.message(), channel.voidPromise());
      flushSoon();
    }
  }

  /** Tells on the next turn of the event loop: the channel counts a frame's bytes until then. */
  @Override
  public Future<Void> writeAndTell(Frame frame) {
    if (closing) {
      return Future.failedFuture("closed");
    }
    Promise<Void> taken = Promise.promise();
    channel
        .write(frame.message())
        .addListener(written ->
            channel
                .eventLoop()
                .execute(() -> {
                  if (written.isSuccess()) {
                    taken.complete();
                  } else {
                    taken.fail(written.cause());
                  }
                }));
    flushSoon();
    return taken.future();
  }

  /** A client that does not answer the close frame is cut off after a while. */
  @Override
  public void close(CloseCode code) {
    refuse(new CloseWebSocketFrame(code.code(), code.reason()));
  }

  /** Closes in words of one's own. */
  void refuse(CloseWebSocketFrame ours) {
    if (closing) {
      ours.release();
    } else {
      closing = true;
      var _ = channel.writeAndFlush(ours);
    }
    if (cutting == NONE && channel.isOpen()) {
      cutting = vertx.setTimer(farewell.toMillis(), id -> cut());
    }
  }

  /** The client's close frame has come: it is answered by the same, if it is no answer itself. */
  void end(CloseWebSocketFrame theirs) {
    if (closing) {
      theirs.release();
      cut();
    } else {
      closing = true;
      channel.writeAndFlush(theirs).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /**
   * Says nothing more, to a client whose answer to the close frame will not be read: the connection stays
   * for what it is still sending, since to be reset it would lose that frame.
   */
  void endOutput() {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
          }
        });
  }

  /** The connection is no more. */
  void gone() {
    if (cutting != NONE) {
      vertx.cancelTimer(cutting);
    }
  }

  /** Whether so little waits that more may be added that nobody has to have. */
  boolean takesMore() {
    return channel.isWritable();
  }

  /** Asks for a sign of life. */
  void ping() {
    if (!closing) {
      var _ = channel.write(Unpooled.wrappedBuffer(PING), channel.voidPromise());
      flushSoon();
    }
  }

  /** Gives a sign of life that the client asked for. */
  void pong(ByteBuf content) {
    if (closing) {
      content.release();
    } else {
      var _ = channel.write(new PongWebSocketFrame(content), channel.voidPromise());
      flushSoon();
    }
  }

  /** Ends the connection without a word. */
  void cut() {
    var _ = channel.close();
  }

  @Override
  public void flush() {
    channel.flush();
  }

  private void flushSoon() {
    if (!flushing) {
      flushing = true;
      flushes.add(this);
    }
  }

  void flushNow() {
    flushing = false;
    channel.flush();
  }
}
