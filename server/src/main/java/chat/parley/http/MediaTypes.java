package chat.parley.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media types and the ranges of an Accept header (RFC 9110, 12.5.1). */
final class MediaTypes {
  private MediaTypes() {}

  /** Whether a header allows the type; no header allows all. */
  static boolean accepts(@Nullable String header, String type) {
    if (header == null || header.equals("*/*") || header.equals(type) || header.isBlank()) {
      return true;
    }
    String family = type.substring(0, type.indexOf('/')) + "/*";
    for (String range : header.split(",", -1)) {
      int end = range.indexOf(';');
      String name = (end < 0 ? range : range.substring(0, end)).strip().toLowerCase(Locale.ROOT);
      if (name.equals("*/*") || name.equals(family) || name.equals(type)) {
        return true;
      }
    }
    return false;
  }
}
