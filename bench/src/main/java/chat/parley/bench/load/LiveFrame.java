package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The frames of live delivery, as far as the load must read and write them. A message's content begins with the
 * moment for which it was planned, so that whoever receives it knows how long it took.
 */
final class LiveFrame {
  private static final byte[] CREATED = ascii("{\"type\":\"message.created\",\"room\":");
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

  /** The room that a message was created in, or -1 for any other frame. */
  static long room(ByteBuf bytes, int start, int length) {
    if (length < CREATED.length || !has(CREATED, bytes, start)) {
      return -1;
    }
    return number(bytes, start + CREATED.length, Integer.MAX_VALUE);
  }

  /** When the message was planned, in {@link System#nanoTime}, or -1 if it says nothing of that. */
  static long planned(ByteBuf bytes, int start, int length) {
    int end = start + length - CONTENT.length - MOMENT_DIGITS;
    for (int i = start + CREATED.length; i < end; i++) {
      if (bytes.getByte(i) == '"' && has(CONTENT, bytes, i)) {
        return number(bytes, i + CONTENT.length, MOMENT_DIGITS);
      }
    }
    return -1;
  }

  private static boolean has(byte[] text, ByteBuf bytes, int start) {
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
