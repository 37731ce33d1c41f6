package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * The frames of live delivery, as far as the load must read and write them. A message's content begins with the
 * moment for which it was planned, so that whoever receives it knows how long it took.
 */
final class LiveFrame {
  private static final byte[] SYNCED = ascii("{\"type\":\"synced\"");
  private static final byte[] CREATED = ascii("{\"type\":\"message.created\",\"room\":");
  private static final byte[] CHANGES = ascii("{\"type\":\"changes\",\"room\":");
  private static final byte[] CONTENT = ascii("\"content\":\"");
  private static final int MOMENT_DIGITS = 19;
  private static final String REST = " Is anybody still in the office? The meeting was moved.";

  private LiveFrame() {}

  /** A client's {@code send}, masked. */
  static ByteBuf send(long room, long planned) {
    return Bytes.frame(
        ascii(
            "{\"type\":\"send\",\"room\":%d,\"content\":\"%019d%s\"}"
                .formatted(room, planned, REST)));
  }

  /** Whether the server says that from here on everything is live. */
  static boolean isSynced(ByteBuf bytes, int start, int length) {
    return has(SYNCED, bytes, start, length);
  }

  /** The room whose new messages a frame brings, or -1 if it brings none. */
  static long room(ByteBuf bytes, int start, int length) {
    if (has(CREATED, bytes, start, length)) {
      return number(bytes, start + CREATED.length, Integer.MAX_VALUE);
    }
    return has(CHANGES, bytes, start, length)
        ? number(bytes, start + CHANGES.length, Integer.MAX_VALUE)
        : -1;
  }

  /** Tells of each message in a frame when it was planned, in {@link System#nanoTime}. */
  static void planned(ByteBuf bytes, int start, int length, LongConsumer message) {
    int end = start + length;
    for (int i = start + CHANGES.length; i < end; i++) {
      if (bytes.getByte(i) == '"' && has(CONTENT, bytes, i, end - i)) {
        i += CONTENT.length;
        message.accept(number(bytes, i, MOMENT_DIGITS));
        i += MOMENT_DIGITS + REST.length();
      }
    }
  }

  private static boolean has(byte[] text, ByteBuf bytes, int start, int length) {
    if (length < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes.getByte(start + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static long number(ByteBuf bytes, int start, int digits) {
    long number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = bytes.getByte(start + i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
