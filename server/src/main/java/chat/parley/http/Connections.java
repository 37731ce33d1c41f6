package chat.parley.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The connections that a process has, and how many it may have, so that files and connections to the database can
 * be opened still: one too many is answered 503 and closed. For all event loops together.
 *
 * <p>Where the system's limit is reached all the same, new connections wait until one of the others ends.
 */
public final class Connections {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final File OPEN = new File("/proc/self/fd");
  private static final Pattern OPEN_FILES = Pattern.compile("Max open files +(\\d+)");

  /** For the database, the broker, and what else is opened later. */
  private static final int RESERVE = 64;

  private static final int LEAST = 16;

  private static final byte[] REFUSAL =
      """
      HTTP/1.1 503 Service Unavailable\r
      Content-Type: application/json\r
      Content-Length: 51\r
      Retry-After: 1\r
      Connection: close\r
      \r
      {"detail":"Too many connections, try again later."}\
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger open = new AtomicInteger();
  private final int most;

  Connections(int most) {
    this.most = most;
  }

  /** As many as the system lets this process open, without what it has opened and a reserve. */
  public static Connections ofProcess() {
    String[] files = OPEN.list();
    try {
      Matcher limit = OPEN_FILES.matcher(Files.readString(LIMITS));
      if (files != null && limit.find()) {
        long left = Long.parseLong(limit.group(1)) - files.length - RESERVE;
        return new Connections(Math.clamp(left, LEAST, Integer.MAX_VALUE));
      }
    } catch (IOException e) {
      // Not Linux, where the limit is not told.
    }
    return new Connections(Integer.MAX_VALUE);
  }

  /** Counts each connection of a server, and hands on those that fit. */
  public Handler<HttpConnection> admit(Handler<HttpConnection> next) {
    return connection -> {
      ChannelPipeline channel =
          ((HttpServerConnection) connection).channelHandlerContext().pipeline();
      channel.channel().closeFuture().addListener(closed -> open.decrementAndGet());
      if (open.incrementAndGet() > most) {
        refuse(channel);
      } else {
        next.handle(connection);
      }
    };
  }

  /** In HTTP/1.1's words, past the encoder; in HTTP/2 without a word. */
  private static void refuse(ChannelPipeline channel) {
    ChannelHandlerContext encoder = channel.context(SlowClients.ENCODER);
    if (encoder == null) {
      var _ = channel.close();
    } else {
      encoder
          .writeAndFlush(Unpooled.wrappedBuffer(REFUSAL))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
