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
}
