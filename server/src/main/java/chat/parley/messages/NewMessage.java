package chat.parley.messages;

import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import java.util.Optional;

/**
 * A message to be sent.
 *
 * @param content 1..10,000 characters, trimmed
 * @param key the sender's idempotency key, 1..64 visible characters: sent again, it stores nothing
 */
public record NewMessage(RoomId room, UserId sender, String content, Optional<String> key) {}
