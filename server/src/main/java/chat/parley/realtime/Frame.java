package chat.parley.realtime;

import chat.parley.http.Json;
import chat.parley.http.JsonContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on its way to any number of connections; encoded once, and not at all where nobody
 * listens.
 *
 * <p>Safe to share between event loops.
 */
public final class Frame {
  private static final byte FINAL_TEXT = (byte) 0x81;

  /** How a message says that its length follows in two bytes, or in eight. */
  private static final byte TWO_BYTES = 126;

  private static final byte EIGHT_BYTES = 127;

  private final String type;
  private final long seq;
  private final Supplier<Buffer> source;

  /** A WebSocket message. Two event loops that both come first write the same. */
  private volatile byte @Nullable [] encoded;

  private Frame(String type, long seq, Supplier<Buffer> source) {
    this.type = type;
    this.seq = seq;
    this.source = source;
  }

  /**
   * A frame that must arrive.
   *
   * @param seq the topic's number after it, or 0 for a frame that changes no topic
   * @param content writes the same whenever it is asked
   */
  public static Frame of(String type, long seq, JsonContent content) {
    return new Frame(type, seq, () -> Json.encode(content));
  }

  /** A frame that changes no topic. */
  public static Frame of(String type, JsonContent content) {
    return of(type, 0, content);
  }

  /**
   * A frame that was encoded by another process.
   *
   * @param json not to be changed any more
   */
  public static Frame encoded(String type, long seq, byte[] json) {
    return new Frame(type, seq, () -> Buffer.buffer(json));
  }

  public String type() {
    return type;
  }

  /** The JSON in UTF-8. */
  public byte[] json() {
    byte[] bytes = bytes();
    return Arrays.copyOfRange(bytes, head(bytes), bytes.length);
  }

  /** The JSON's length in bytes. */
  public int length() {
    byte[] bytes = bytes();
    return bytes.length - head(bytes);
  }

  /** The number that it brings its topic to; 0 for none. */
  public long seq() {
    return seq;
  }

  /** A whole WebSocket text message, unmasked (RFC 6455, 5.2), for one connection. */
  ByteBuf message() {
    return Unpooled.wrappedBuffer(bytes());
  }

  /** Appends the same to a buffer. */
  void writeMessage(ByteBuf buffer) {
    buffer.writeBytes(bytes());
  }

  /** How long the whole message is, in bytes. */
  int messageLength() {
    return bytes().length;
  }

  /** As an event of an event stream (WHATWG HTML, 9.2). JSON holds no raw line breaks. */
  Buffer eventStream() {
    byte[] bytes = bytes();
    int start = head(bytes);
    int length = bytes.length - start;
    String head = (seq > 0 ? "id: " + seq + "\n" : "") + "event: " + type + "\ndata: ";
    return Buffer.buffer(head.length() + length + 2)
        .appendString(head)
        .appendBytes(bytes, start, length)
        .appendString("\n\n");
  }

  @Override
  public String toString() {
    byte[] bytes = bytes();
    int start = head(bytes);
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    byte[] bytes = encoded;
    if (bytes == null) {
      bytes = encode(source.get());
      encoded = bytes;
    }
    return bytes;
  }

  private static byte[] encode(Buffer json) {
    int length = json.length();
    Buffer message = Buffer.buffer(length + 10).appendByte(FINAL_TEXT);
    if (length < TWO_BYTES) {
      message.appendByte((byte) length);
    } else if (length <= 0xffff) {
      message.appendByte(TWO_BYTES).appendUnsignedShort(length);
    } else {
      message.appendByte(EIGHT_BYTES).appendLong(length);
    }
    return message.appendBuffer(json).getBytes();
  }

  /** How long the head of a message is. */
  private static int head(byte[] message) {
    return switch (message[1]) {
      case TWO_BYTES -> 4;
      case EIGHT_BYTES -> 10;
      default -> 2;
    };
  }
}
