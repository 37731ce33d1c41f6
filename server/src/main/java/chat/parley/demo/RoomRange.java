package chat.parley.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rooms that are stored in one transaction.
 *
 * @param names the rooms' names
 * @param members participants of each room
 * @param people the participants' ids, the first room's first
 * @param messages messages of all these rooms together
 * @param before messages of the ranges before this one
 */
record RoomRange(List<String> names, int members, List<Long> people, long messages, long before) {
  /** Enough for neighbouring messages of a room to lie on different pages, as they do in real life. */
  private static final int ROOMS = 64;

  /** All rooms of a demo; the first ones have one message more where they cannot all have the same. */
  static List<RoomRange> of(DemoSize size, List<Long> users) {
    List<RoomRange> ranges = new ArrayList<>();
    long before = 0;
    if (size.deepRoom() > 0) {
      int members = size.deepRoomMembers();
      List<Long> people = users.subList(0, members);
      ranges.add(new RoomRange(List.of("Deep"), members, people, size.deepRoom(), before));
      before += size.deepRoom();
    }
    for (int first = 0; first < size.rooms(); first += ROOMS) {
      int end = Math.min(first + ROOMS, size.rooms());
      long messages = messagesBefore(size, end) - messagesBefore(size, first);
      List<Long> people =
          IntStream.range(first, end)
              .boxed()
              .flatMap(room -> members(size, users, room).stream())
              .toList();
      List<String> names = IntStream.range(first, end).mapToObj(Phrases::topic).toList();
      ranges.add(new RoomRange(names, size.members(), people, messages, before));
      before += messages;
    }
    return ranges;
  }

  private static long messagesBefore(DemoSize size, int room) {
    return size.messages() / size.rooms() * room + Math.min(room, size.messages() % size.rooms());
  }

  /**
   * The next users from the room's own number on. The steps from one to the next grow (1, 2, 3, ...)
   * where there are users enough, so that two rooms have few users in common.
   */
  private static List<Long> members(DemoSize size, List<Long> users, int room) {
    long last = size.members() - 1L;
    boolean growing = last * (last + 1) / 2 < users.size();
    return IntStream.range(0, size.members())
        .map(member -> growing ? member * (member + 1) / 2 : member)
        .mapToObj(offset -> users.get((int) (((long) room + offset) % users.size())))
        .toList();
  }
}
