package chat.parley.auth;

import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token in an Authorization header (RFC 6750, 2.1), found as simplejwt finds it. */
public final class Bearer {
  private static final String SCHEME = "Bearer";

  private Bearer() {}

  /**
   * Empty where the header is not there or of another scheme.
   *
   * @throws ProblemException of {@code Unauthenticated} where it is not two words
   */
  public static Optional<String> token(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    if (isPlain(header)) {
      return Optional.of(header.substring(SCHEME.length() + 1));
    }
    String[] words = header.strip().split("\\s+", -1);
    if (!words[0].equals(SCHEME)) {
      return Optional.empty();
    }
    if (words.length != 2) {
      throw new ProblemException(
          new Unauthenticated(
              "Authorization header must contain two space-delimited values",
              "bad_authorization_header",
              List.of()));
    }
    return Optional.of(words[1]);
  }

  /** Whether it is the scheme, one space and one word: what nearly every client sends. */
  private static boolean isPlain(String header) {
    int start = SCHEME.length() + 1;
    if (header.length() <= start || !header.startsWith(SCHEME) || header.charAt(start - 1) != ' ') {
      return false;
    }
    for (int i = start; i < header.length(); i++) {
      if (header.charAt(i) <= ' ' || header.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }
}
