package chat.parley.http;

import java.util.OptionalInt;

/** Texts as Python measures and trims them, which is how clients of the contract know them. */
final class Text {
  private Text() {}

  /** Without white space around it, in the sense of Python's {@code str.strip()}. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** In Unicode code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The first code point that is half of a surrogate pair, and so no character. */
  static OptionalInt loneSurrogate(String text) {
    return text.codePoints()
        .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        .findFirst();
  }

  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r')
        || (c >= '\u001c' && c <= ' ')
        || c == '\u0085'
        || Character.isSpaceChar(c);
  }
}
