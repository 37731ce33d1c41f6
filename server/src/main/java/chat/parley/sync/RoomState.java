package chat.parley.sync;

import chat.parley.rooms.RoomId;

/**
 * Where a participant stands in a room.
 *
 * @param seq the room's number
 * @param read the read mark: a message's id, 0 for none
 * @param unread messages of others above it, at most 100
 */
record RoomState(RoomId room, long seq, long read, int unread) {}
