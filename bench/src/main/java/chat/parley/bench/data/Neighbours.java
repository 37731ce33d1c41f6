package chat.parley.bench.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rooms with consecutive ids that each have a member whose id is the room's, shifted by the same number. So
 * can a script of pgbench, which knows arithmetic only, name a member of each room.
 */
public record Neighbours(long firstRoom, long lastRoom, long shift) {

  /** All rooms, which come in the order of their ids, in as few runs as they allow. */
  public static List<Neighbours> of(List<Room> rooms) {
    List<Neighbours> runs = new ArrayList<>();
    long first = rooms.getFirst().id();
    long last = first;
    Set<Long> shifts = shifts(rooms.getFirst());
    for (Room room : rooms.subList(1, rooms.size())) {
      Set<Long> common = shifts(room);
      common.retainAll(shifts);
      if (room.id() != last + 1 || common.isEmpty()) {
        runs.add(new Neighbours(first, last, shifts.iterator().next()));
        first = room.id();
        common = shifts(room);
      }
      shifts = common;
      last = room.id();
    }
    runs.add(new Neighbours(first, last, shifts.iterator().next()));
    return runs;
  }

  private static Set<Long> shifts(Room room) {
    Set<Long> shifts = new HashSet<>();
    room.members().forEach(member -> shifts.add(member - room.id()));
    return shifts;
  }

  public int size() {
    return (int) (lastRoom - firstRoom + 1);
  }

  /** Sets {@code room} to any of the rooms, and {@code user} to one of its members. */
  public String pgbench() {
    return "\\set room random(%d, %d)\n\\set user :room + %d\n"
        .formatted(firstRoom, lastRoom, shift);
  }
}
