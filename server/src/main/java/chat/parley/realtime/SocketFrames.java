package chat.parley.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes in over a WebSocket (RFC 6455): frames become messages, pings are answered. Takes the place of
 * Vert.x's own end of the channel once that has shaken hands: it would hold the request, its connection and
 * two queues for as long as the socket lives, which is more than all else that an idle socket takes.
 */
final class SocketFrames extends ChannelInboundHandlerAdapter {
  private static final String NAME = "parley";

  /** What Vert.x does for HTTP: the heartbeat finds out who is silent, and no files are sent. */
  private static final List<String> FOR_HTTP = List.of("idle", "chunkedWriter", "h2c");

  private final ContextInternal context;
  private final WebSocketWire wire;
  private final int most;
  private final Listener listener;
  private @Nullable ByteBuf begun;

  /** What the last ping said, if its answer has to wait: one answer is enough for all (RFC 6455, 5.5.3). */
  private @Nullable ByteBuf owed;

  /** Is called on the event loop, in its context. */
  interface Listener {
    /** A text message, in UTF-8. */
    void message(byte[] text);

    /** A sign of life. */
    void pong();

    /** The client broke a rule, and is to be closed. */
    void broken(CloseCode rule);

    /** The connection is no more. */
    void gone();
  }

  private SocketFrames(ContextInternal context, WebSocketWire wire, int most, Listener listener) {
    this.context = context;
    this.wire = wire;
    this.most = most;
    this.listener = listener;
  }

  /**
   * Begins to read a socket that has just been opened, on its event loop.
   *
   * @param wire answers go by it
   * @param most how long a message may be, in bytes
   */
  static void read(ServerWebSocket socket, WebSocketWire wire, int most, Listener listener) {
    ChannelHandlerContext theirs = ((WebSocketInternal) socket).channelHandlerContext();
    ContextInternal context = ContextInternal.current().unwrap();
    ChannelPipeline pipeline = theirs.pipeline();
    pipeline.replace(theirs.name(), NAME, new SocketFrames(context, wire, most, listener));
    FOR_HTTP.stream().filter(name -> pipeline.get(name) != null).forEach(pipeline::remove);
  }

  @Override
  public void channelRead(ChannelHandlerContext channel, Object message) {
    try {
      if (message instanceof WebSocketFrame frame) {
        context.dispatch(frame, this::take);
      }
      // Anything else are bytes that follow a violation of the protocol.
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    wire.gone();
    context.dispatch(listener::gone);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext channel) {
    ByteBuf last = owed;
    if (last != null && channel.channel().isWritable()) {
      owed = null;
      wire.pong(last);
    }
  }

  /**
   * What is no WebSocket closes by the code of RFC 6455, 7.4.1, and nothing that follows it is read; anything
   * else means the connection is lost.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      channel.pipeline().remove(WebSocketFrameDecoder.class);
      if (corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
        context.dispatch(CloseCode.TOO_BIG, listener::broken);
      } else {
        wire.refuse(new CloseWebSocketFrame(corrupted.closeStatus()));
      }
      wire.endOutput();
    } else {
      wire.cut();
    }
  }

  private void take(WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame close -> wire.end(close.retain());
      case PingWebSocketFrame ping -> answer(ping.content());
      case PongWebSocketFrame pong -> listener.pong();
      case BinaryWebSocketFrame binary -> listener.broken(CloseCode.NOT_JSON);
      default -> collect(frame.content(), frame.isFinalFragment());
    }
  }

  /** A client that asks and asks but reads nothing is owed one answer, not all of them. */
  private void answer(ByteBuf ping) {
    if (wire.takesMore()) {
      wire.pong(ping.retain());
    } else {
      owed = Unpooled.copiedBuffer(ping);
    }
  }

  private void collect(ByteBuf content, boolean last) {
    ByteBuf before = begun == null ? Unpooled.EMPTY_BUFFER : begun;
    begun = null;
    if (before.readableBytes() + content.readableBytes() > most) {
      listener.broken(CloseCode.TOO_BIG);
    } else if (last && !before.isReadable()) {
      listener.message(ByteBufUtil.getBytes(content));
    } else {
      ByteBuf longer = before.isReadable() ? before : Unpooled.buffer(content.readableBytes());
      longer.writeBytes(content);
      if (last) {
        listener.message(ByteBufUtil.getBytes(longer));
      } else {
        begun = longer;
      }
    }
  }
}
