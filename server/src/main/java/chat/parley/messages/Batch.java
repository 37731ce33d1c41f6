package chat.parley.messages;

import java.util.List;
import java.util.UUID;

/**
 * Messages that are sent together.
 *
 * @param writer whose batch it is, of all event loops of all servers
 * @param number which one of this writer's, from 1
 * @param messages in which no sender uses a key twice in a room
 */
record Batch(UUID writer, long number, List<NewMessage> messages) {}
