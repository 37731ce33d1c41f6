package chat.parley.auth;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are good enough, in the words of Django's validators. Common is what an attacker
 * guesses among the first 100,000 attempts, by the estimate of zxcvbn (Wheeler, USENIX Security 2016).
 */
public final class PasswordRules {
  private static final int LEAST_CHARACTERS = 8;
  private static final double COMMON_WITHIN_GUESSES = 100_000;

  /** What comes after is not looked at: a long password is good, and dear to estimate. */
  private static final int ESTIMATED_CHARACTERS = 40;

  /**
   * What the estimator also reads as letters. It tries all readings together, whose number multiplies
   * with each sign: seconds for all ten. No list of common passwords has one with so many.
   */
  private static final String SIGNS = "@({[<!|$+%";

  private static final int MOST_SIGNS = 5;

  /** The estimator's list of passwords that many people have. */
  private static final String LIST = "passwords";

  private @Nullable Zxcvbn estimator;

  /** All that speaks against a password; empty for a good one. */
  public List<String> faults(String password) {
    List<String> faults = new ArrayList<>();
    if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS) {
      faults.add(
          "This password is too short. It must contain at least %d characters."
              .formatted(LEAST_CHARACTERS));
    }
    boolean numeric = password.codePoints().allMatch(Character::isDigit);
    boolean estimable = faults.isEmpty() && !numeric;
    if (estimable ? isGuessed(password) : isListed(password)) {
      faults.add("This password is too common.");
    }
    if (numeric) {
      faults.add("This password is entirely numeric.");
    }
    return faults;
  }

  private boolean isGuessed(String password) {
    return estimate(password).filter(it -> it.getGuesses() < COMMON_WITHIN_GUESSES).isPresent();
  }

  /** Of what is short or of digits alone the estimate says nothing that is not said otherwise. */
  private boolean isListed(String password) {
    return estimate(password)
        .map(Strength::getSequence)
        .filter(parts -> parts.size() == 1 && LIST.equals(parts.getFirst().dictionaryName))
        .isPresent();
  }

  private Optional<Strength> estimate(String password) {
    String start = password.substring(0, Math.min(password.length(), ESTIMATED_CHARACTERS));
    return SIGNS.chars().filter(sign -> start.indexOf(sign) >= 0).count() <= MOST_SIGNS
        ? Optional.of(estimator().measure(start))
        : Optional.empty();
  }

  /** Reads its lists of words when first asked: most starts of a server see no new password. */
  private synchronized Zxcvbn estimator() {
    Zxcvbn ready = estimator;
    if (ready == null) {
      ready = new Zxcvbn();
      estimator = ready;
    }
    return ready;
  }
}
