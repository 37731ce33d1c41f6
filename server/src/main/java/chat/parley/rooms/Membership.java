package chat.parley.rooms;

import chat.parley.users.UserId;

/** A user in a room, or so it is said. */
record Membership(RoomId room, UserId user) {}
