package chat.parley.demo;

/**
 * How much there is to be of everything.
 *
 * @param users accounts, at least 1
 * @param rooms rooms that share the messages evenly
 * @param members participants of each room, at least 1, at most as many as there are users
 * @param messages messages in all rooms together
 * @param deepRoom messages in one room more, or 0 for none; its participants are the first ten users
 */
public record DemoSize(int users, int rooms, int members, long messages, long deepRoom) {
  private static final int DEEP_ROOM_MEMBERS = 10;

  int deepRoomMembers() {
    return Math.min(DEEP_ROOM_MEMBERS, users);
  }
}
