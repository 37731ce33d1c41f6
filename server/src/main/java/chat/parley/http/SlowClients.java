package chat.parley.http;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;

/**
 * Ends connections of clients that send a request, or take an answer, so slowly that they only hold the connection
 * ("slow loris"; RFC 9110, 15.5.9 lets a server do so without a word).
 *
 * <p>To be a server's connection handler. HTTP/2 is left alone: there many requests share a connection.
 */
public final class SlowClients implements Handler<HttpConnection> {
  private static final String DECODER = "httpDecoder";
  static final String ENCODER = "httpEncoder";

  private final Bounds bounds;

  /**
   * How slow a client may be.
   *
   * @param head from a request's first byte to the end of its head
   * @param request from a request's first byte to its last one, whoever wants to know
   * @param answerEvery how often an answer that waits to be taken is looked at
   * @param answerBytes what has to have been taken of it between two looks
   */
  public record Bounds(Duration head, Duration request, Duration answerEvery, long answerBytes) {
    /** 1 KiB a second for an answer; for a request, what its head and its body may take together. */
    public static final Bounds DEFAULT =
        new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(45), Duration.ofSeconds(15), 15_360);
  }

  public SlowClients(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public void handle(HttpConnection connection) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    if (pipeline.get(DECODER) != null) {
      Pace pace = new Pace(bounds);
      pipeline.addBefore(DECODER, null, pace.firstBytes());
      pipeline.addAfter(ENCODER, null, pace);
    }
  }
}
