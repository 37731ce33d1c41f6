package chat.parley.auth;

import chat.parley.users.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a good access token gives: to be somebody, for a time.
 *
 * @param issued when the token was made, to the second; long ago where it does not say; not before the last
 *     calling back of tokens that its login knew of
 * @param family the login that it came of, or null where it does not say
 */
public record Access(UserId user, Instant issued, Instant expires, @Nullable String family) {}
