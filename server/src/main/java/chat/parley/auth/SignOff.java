package chat.parley.auth;

import chat.parley.users.UserId;
import java.time.Instant;

/**
 * What was decided about an account's tokens.
 *
 * @param since tokens made before it are good no more; to the second, as tokens are
 * @param disabled whether the account may not come in at all
 * @param changed when it was decided, by the database's clock
 */
record SignOff(UserId user, Instant since, boolean disabled, Instant changed) {

  /** The later of two decisions; the first one where they are the same. */
  static SignOff later(SignOff one, SignOff other) {
    return other.changed().isAfter(one.changed()) ? other : one;
  }

  /** Whether it stands against a token made then. */
  boolean concerns(Instant issued) {
    return disabled || issued.isBefore(since);
  }
}
