package chat.parley.messages;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import java.util.regex.Pattern;

/** What a client may use to name a message that it sends: 1..64 visible ASCII characters. */
public final class IdempotencyKey {
  private static final Pattern FORMAT = Pattern.compile("[\\x21-\\x7e]{1,64}");

  private IdempotencyKey() {}

  /**
   * Accepts a key.
   *
   * @throws ProblemException of {@code Invalid} for anything else
   */
  public static void check(String key) {
    if (!FORMAT.matcher(key).matches()) {
      throw new ProblemException(
          Problem.Invalid.of("key", "Ensure this key has 1 to 64 visible ASCII characters."));
    }
  }
}
