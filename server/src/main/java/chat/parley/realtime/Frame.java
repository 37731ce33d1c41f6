package chat.parley.realtime;

import chat.parley.http.Json;
import chat.parley.http.JsonContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on its way to any number of connections; encoded once, and not at all where nobody
 * listens.
 *
 * <p>Safe to share between event loops.
 */
public final class Frame {
  private final String type;
  private final long seq;
  private final JsonContent content;

  /** Two event loops that both come first write the same. */
  private volatile byte @Nullable [] encoded;

  private Frame(String type, long seq, JsonContent content) {
    this.type = type;
    this.seq = seq;
    this.content = content;
  }

  /**
   * A frame that must arrive.
   *
   * @param seq the topic's number after it, or 0 for a frame that changes no topic
   * @param content writes the same whenever it is asked
   */
  public static Frame of(String type, long seq, JsonContent content) {
    return new Frame(type, seq, content);
  }

  /** A frame that changes no topic. */
  public static Frame of(String type, JsonContent content) {
    return of(type, 0, content);
  }

  /** The JSON's length in bytes. */
  public int length() {
    return json().length;
  }

  /** The number that it brings its topic to; 0 for none. */
  public long seq() {
    return seq;
  }

  /** The payload of a WebSocket text message, for one connection. */
  ByteBuf text() {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(json()));
  }

  /** As an event of an event stream (WHATWG HTML, 9.2). JSON holds no raw line breaks. */
  Buffer eventStream() {
    byte[] json = json();
    String head = (seq > 0 ? "id: " + seq + "\n" : "") + "event: " + type + "\ndata: ";
    return Buffer.buffer(head.length() + json.length + 2)
        .appendString(head)
        .appendBytes(json)
        .appendString("\n\n");
  }

  @Override
  public String toString() {
    return new String(json(), StandardCharsets.UTF_8);
  }

  private byte[] json() {
    byte[] json = encoded;
    if (json == null) {
      json = Json.encode(content).getBytes();
      encoded = json;
    }
    return json;
  }
}
