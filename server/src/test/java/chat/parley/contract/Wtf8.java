package chat.parley.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that also encodes lone surrogates, as three bytes each, where Java's own encoder would send a
 * question mark (https://wtf-8.codeberg.page).
 */
final class Wtf8 {
  private Wtf8() {}

  static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    text.codePoints().forEach(codePoint -> encode(codePoint, out));
    return out.toByteArray();
  }

  private static void encode(int codePoint, ByteArrayOutputStream out) {
    if (Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE) {
      out.write(0xe0 | (codePoint >> 12));
      out.write(0x80 | ((codePoint >> 6) & 0x3f));
      out.write(0x80 | (codePoint & 0x3f));
    } else {
      out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
  }
}
