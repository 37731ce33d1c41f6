package chat.parley.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket. Frames wait until the end of the event loop's turn, and go to the channel together, past the
 * encoder, as bytes that are the same for all sockets; nothing is compressed.
 */
final class WebSocketWire implements Wire {
  private static final long NONE = -1;

  /** A ping that says nothing (RFC 6455, 5.5.2). */
  private static final ByteBuf PING =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer(2).writeBytes(new byte[] {(byte) 0x89, 0}).asReadOnly());

  /** Rarely are more frames sent to one client in one turn. */
  private static final int FEW_FRAMES = 4;

  private final Vertx vertx;
  private final Flushes flushes;
  private final Channel channel;

  /** Where what is encoded already enters the pipeline: only TLS may follow. */
  private final ChannelHandlerContext encoder;

  private final Duration farewell;

  /** What was written in this turn, and how long it is. */
  private @Nullable List<Frame> written;

  private int writtenBytes;
  private boolean flushing;
  private boolean closing;
  private long cutting = NONE;

  WebSocketWire(Vertx vertx, Flushes flushes, ServerWebSocket socket, Duration farewell) {
    this.farewell = farewell;
    this.flushes = flushes;
    this.vertx = vertx;
    this.channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
    this.encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
  }

  @Override
  public long waiting() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes() + writtenBytes;
  }

  @Override
  public void write(Frame frame) {
    if (!closing) {
      List<Frame> frames = written;
      if (frames == null) {
        frames = new ArrayList<>(FEW_FRAMES);
        written = frames;
      }
      frames.add(frame);
      writtenBytes += frame.messageLength();
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
    passOn();
    encoder
        .write(frame.message())
        .addListener(gone ->
            channel
                .eventLoop()
                .execute(() -> {
                  if (gone.isSuccess()) {
                    taken.complete();
                  } else {
                    taken.fail(gone.cause());
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
      passOn();
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
      passOn();
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
        .addListener(gone -> {
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
      passOn();
      var _ = encoder.write(PING.duplicate(), channel.voidPromise());
      flushSoon();
    }
  }

  /** Gives a sign of life that the client asked for. */
  void pong(ByteBuf content) {
    if (closing) {
      content.release();
    } else {
      passOn();
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
    passOn();
    encoder.flush();
  }

  private void flushSoon() {
    if (!flushing) {
      flushing = true;
      flushes.add(this);
    }
  }

  void flushNow() {
    flushing = false;
    flush();
  }

  /** Gives the channel what was written, as one buffer: the way through the pipeline costs more than to copy. */
  private void passOn() {
    List<Frame> frames = written;
    if (frames != null) {
      ByteBuf together = channel.alloc().directBuffer(writtenBytes);
      for (Frame frame : frames) {
        frame.writeMessage(together);
      }
      written = null;
      writtenBytes = 0;
      var _ = encoder.write(together, channel.voidPromise());
    }
  }
}
