package chat.parley.auth;

import chat.parley.users.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about an account's tokens.
 *
 * @param family the one family of tokens that it is about, all of which end, or null for all of the account's
 * @param since tokens made before it are good no more
 * @param disabled whether the account may not come in at all
 * @param changed when it was decided, by the database's clock
 */
record SignOff(
    UserId user, @Nullable String family, Instant since, boolean disabled, Instant changed) {

  /** The later of two decisions; the first one where they are the same. */
  static SignOff later(SignOff one, SignOff other) {
    return other.changed().isAfter(one.changed()) ? other : one;
  }

  /** Whether it stands against a token made then. */
  boolean concerns(Instant issued) {
    return disabled || issued.isBefore(since);
  }
}
