package chat.parley.http;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Names for requests, by which an answer is found in the log. They need to be told apart, not to be hard to
 * guess.
 *
 * <p>Belongs to one event loop.
 */
final class RequestIds {
  /** In a request and in its answer. */
  static final String HEADER = "X-Request-Id";

  private static final int MOST = 64;

  private final String prefix = Long.toHexString(ThreadLocalRandom.current().nextLong()) + '-';
  private long last;

  /** The id that the client gave, if it is {@code [A-Za-z0-9._-]{1,64}}, else a new one. */
  String of(@Nullable String given) {
    return given != null && isSane(given) ? given : prefix + Long.toHexString(++last);
  }

  private static boolean isSane(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!good) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST;
  }
}
