package chat.parley.http;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Media types and the ranges of an Accept header (RFC 9110, 12.5.1), as Django REST framework compares them. */
final class MediaTypes {
  private static final String ANY = "*";

  private MediaTypes() {}

  /** Whether a header allows the type; no header allows all, an empty one nothing. */
  static boolean accepts(@Nullable String header, String type) {
    return header == null
        || header.equals("*/*")
        || header.equals(type)
        || Stream.of(header.split(",", -1)).anyMatch(range -> includes(range, type));
  }

  /**
   * Whether a type is of a range, which may have an asterisk for either half.
   *
   * @param range with parameters or without
   */
  static boolean includes(String range, String type) {
    int end = range.indexOf(';');
    String name = (end < 0 ? range : range.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    return slash >= 0
        && isOneOf(name.substring(0, slash), type.substring(0, type.indexOf('/')))
        && isOneOf(name.substring(slash + 1), type.substring(type.indexOf('/') + 1));
  }

  private static boolean isOneOf(String wanted, String half) {
    return wanted.equals(ANY) || wanted.equals(half);
  }
}
