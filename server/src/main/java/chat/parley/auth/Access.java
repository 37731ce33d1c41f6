package chat.parley.auth;

import chat.parley.users.UserId;
import java.time.Instant;

/**
 * What a good access token gives: to be somebody, for a time.
 *
 * @param issued when the token was made, to the second; long ago where it does not say
 */
public record Access(UserId user, Instant issued, Instant expires) {}
