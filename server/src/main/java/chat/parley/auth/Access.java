package chat.parley.auth;

import chat.parley.users.UserId;
import java.time.Instant;

/** What a good access token gives: to be somebody, for a time. */
public record Access(UserId user, Instant expires) {}
