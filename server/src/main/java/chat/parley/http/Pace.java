package chat.parley.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP/1.1 connection's clock: ends the connection of a client that is slower than {@link SlowClients.Bounds}
 * say. A request that comes whole, and an answer that the system takes at once, cost no timer. Steps aside when the
 * connection becomes a WebSocket, which has its own signs of life.
 *
 * <p>Stands after the decoder; {@link #firstBytes} stands before it.
 */
final class Pace extends ChannelDuplexHandler {
  private static final long NOTHING = 0;

  private final SlowClients.Bounds bounds;
  private final FirstBytes firstBytes = new FirstBytes();

  /** When the request that is coming in began, or {@link #NOTHING}. */
  private long begun = NOTHING;

  private boolean hasHead;
  private boolean watchesRequest;
  private boolean watchesAnswer;

  /** Whether all that waited was taken since the last look, so that another answer could follow. */
  private boolean drained;

  Pace(SlowClients.Bounds bounds) {
    this.bounds = bounds;
  }

  /** To be put before the decoder: a head that is not whole does not come out of it. */
  ChannelInboundHandlerAdapter firstBytes() {
    return firstBytes;
  }

  private final class FirstBytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext channel, Object bytes) {
      if (begun == NOTHING) {
        begin();
      }
      channel.fireChannelRead(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
      if (begun != NOTHING && !watchesRequest) {
        watchesRequest = true;
        lookAtRequest(channel);
      }
      channel.fireChannelReadComplete();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext channel, Object message) {
    if (message instanceof HttpRequest) {
      hasHead = true;
    }
    if (message instanceof LastHttpContent) {
      begun = NOTHING;
    }
    channel.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext channel, Object message, ChannelPromise written) {
    if (message instanceof HttpResponse answer
        && answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      begun = NOTHING;
      channel.pipeline().remove(firstBytes).remove(this);
    }
    var _ = channel.write(message, written);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext channel) {
    if (channel.channel().isWritable()) {
      drained = true;
    } else if (!watchesAnswer) {
      watchesAnswer = true;
      drained = false;
      lookAtAnswerAfter(channel, untaken(channel));
    }
    channel.fireChannelWritabilityChanged();
  }

  private void begin() {
    begun = System.nanoTime() | 1;
    hasHead = false;
  }

  private void lookAtRequest(ChannelHandlerContext channel) {
    if (begun == NOTHING || channel.isRemoved()) {
      watchesRequest = false;
      return;
    }
    if (!channel.channel().config().isAutoRead()) {
      // It is the server that does not read on.
      begun = System.nanoTime() | 1;
    }
    Duration most = hasHead ? bounds.request() : bounds.head();
    long left = most.toNanos() - (System.nanoTime() - begun);
    if (left <= 0) {
      var _ = channel.close();
    } else {
      var _ = channel.executor().schedule(() -> lookAtRequest(channel), left, TimeUnit.NANOSECONDS);
    }
  }

  private void lookAtAnswerAfter(ChannelHandlerContext channel, long before) {
    var _ =
        channel
            .executor()
            .schedule(
                () -> lookAtAnswer(channel, before),
                bounds.answerEvery().toNanos(),
                TimeUnit.NANOSECONDS);
  }

  private void lookAtAnswer(ChannelHandlerContext channel, long before) {
    long now = untaken(channel);
    if (channel.isRemoved() || channel.channel().isWritable()) {
      watchesAnswer = false;
    } else if (!drained && before - now < bounds.answerBytes()) {
      var _ = channel.close();
    } else {
      drained = false;
      lookAtAnswerAfter(channel, now);
    }
  }

  /** The bytes that the system has not taken yet; of a large buffer, its rest. */
  private static long untaken(ChannelHandlerContext channel) {
    ChannelOutboundBuffer waiting = channel.channel().unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
  }
}
