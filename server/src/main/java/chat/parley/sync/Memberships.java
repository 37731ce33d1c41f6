package chat.parley.sync;

import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is in which room, as the connections of one event loop have it, held against the database when
 * rooms' numbers are: news of a new room have no number, so nothing else shows that they were lost.
 * Users are compared by a tally, many by one statement; only where it differs are rooms read.
 */
final class Memberships {
  private static final int USERS_AT_ONCE = 500;

  /**
   * A set of rooms in two numbers: how many, and the sum of their ids. Two sets that one user is in
   * within one interval do not share both but by a great coincidence.
   */
  record Tally(long rooms, long sum) {
    static final Tally NONE = new Tally(0, 0);

    static Tally of(Set<RoomId> rooms) {
      return new Tally(rooms.size(), rooms.stream().mapToLong(RoomId::value).sum());
    }

    Tally with(RoomId room) {
      return new Tally(rooms + 1, sum + room.value());
    }

    Tally without(RoomId room) {
      return new Tally(rooms - 1, sum - room.value());
    }
  }

  /** A connection that gets what happens in rooms of a user. */
  interface Holder {
    /** Whether what it holds is what the user is in. */
    boolean agrees(Tally present);

    /** What it holds. */
    Set<RoomId> rooms();

    /**
     * Puts it right.
     *
     * @param before what it held when the database was asked: what has come since is right
     * @param present what the user is in
     */
    void correct(Set<RoomId> before, Set<RoomId> present);
  }

  private final SyncStore store;
  private final Map<UserId, Set<Holder>> holders = new HashMap<>();

  Memberships(SyncStore store) {
    this.store = store;
  }

  /** Looks after a connection of a user's; gives what ends it. */
  Runnable hold(UserId user, Holder holder) {
    holders
        .computeIfAbsent(user, u -> Collections.newSetFromMap(new IdentityHashMap<>(1)))
        .add(holder);
    return () -> {
      Set<Holder> others = holders.get(user);
      if (others != null && others.remove(holder) && others.isEmpty()) {
        holders.remove(user);
      }
    };
  }

  /** Compares, and puts right what is found; fails where the database is away. */
  Future<?> compare() {
    List<UserId> users = List.copyOf(holders.keySet());
    Future<Void> all = Future.succeededFuture();
    for (int i = 0; i < users.size(); i += USERS_AT_ONCE) {
      List<UserId> some = users.subList(i, Math.min(i + USERS_AT_ONCE, users.size()));
      all = all.compose(next -> store.tallies(some)).compose(tallies -> correctAll(some, tallies));
    }
    return all;
  }

  private Future<Void> correctAll(List<UserId> users, Map<UserId, Tally> tallies) {
    Future<Void> all = Future.succeededFuture();
    for (UserId user : users) {
      Tally present = tallies.getOrDefault(user, Tally.NONE);
      if (holders.getOrDefault(user, Set.of()).stream().anyMatch(each -> !each.agrees(present))) {
        all = all.compose(next -> correct(user));
      }
    }
    return all;
  }

  private Future<Void> correct(UserId user) {
    Map<Holder, Set<RoomId>> before =
        holders.getOrDefault(user, Set.of()).stream()
            .collect(Collectors.toMap(each -> each, Holder::rooms));
    return store
        .roomsOf(user)
        .map(present -> {
          before.forEach((holder, rooms) -> holder.correct(rooms, present));
          return null;
        });
  }
}
