package chat.parley.bench.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param name as the results call it
 * @param size of the data
 * @param warmUp how long a server that has just started is warmed up at most
 * @param phase how long one round of load at the limit is counted
 * @param paced how long load by the clock is counted
 * @param rounds how often each subject has its turn; the median counts
 * @param sockets connections that live delivery goes to
 * @param liveRooms sizes of the rooms that they sit in
 * @param idleSockets connections on which nothing happens
 * @param idle how long nothing happens on them
 * @param starts how often a start is timed; the median counts
 * @param settle how long a server is left alone before its memory is read
 * @param soak how long the soak takes
 * @param left scenarios that are left out unless they are asked for by name
 */
public record Plan(
    String name,
    Size size,
    Duration warmUp,
    Duration phase,
    Duration paced,
    int rounds,
    int sockets,
    List<Integer> liveRooms,
    int idleSockets,
    Duration idle,
    int starts,
    Duration settle,
    Duration soak,
    Set<String> left) {
  private static final Duration SOAK = Duration.ofMinutes(30);

  /**
   * What is seeded.
   *
   * @param members in each room
   * @param messages in all rooms together
   * @param deep messages in one room more
   */
  public record Size(int users, int rooms, int members, int messages, int deep) {
    Size withMessages(int count) {
      return new Size(users, rooms, members, count, deep);
    }

    /** So many times the rooms, and the users, each of whom is in as many rooms as before. */
    Size wider(int times) {
      return new Size(users * times, rooms * times, members, messages, deep);
    }

    /** The same for {@code parley seed}. */
    List<String> options() {
      return List.of(
          "--users=" + users,
          "--rooms=" + rooms,
          "--members=" + members,
          "--messages=" + messages,
          "--deep-room=" + deep);
    }
  }

  /** Whether a scenario is played where none is asked for by name. */
  public boolean includes(Scenario scenario) {
    return !left.contains(scenario.name());
  }

  /** The same with a soak of another length. */
  public Plan withSoak(Duration duration) {
    return new Plan(
        name,
        size,
        warmUp,
        phase,
        paced,
        rounds,
        sockets,
        liveRooms,
        idleSockets,
        idle,
        starts,
        settle,
        duration,
        left);
  }

  /** About eleven minutes: each server has its code to compile first. */
  public static Plan full() {
    return new Plan(
        "full",
        new Size(1_000, 1_000, 10, 1_000_000, 100_000),
        Duration.ofSeconds(12),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        3,
        1_000,
        List.of(10, 100, 1_000),
        20_000,
        Duration.ofSeconds(26),
        3,
        Duration.ofSeconds(2),
        SOAK,
        Set.of("cluster", "soak"));
  }

  /** About one minute. */
  public static Plan quick() {
    return new Plan(
        "quick",
        new Size(1_000, 1_000, 10, 100_000, 10_000),
        Duration.ofSeconds(8),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        1,
        1_000,
        List.of(10, 1_000),
        2_000,
        Duration.ofSeconds(5),
        1,
        Duration.ofSeconds(1),
        SOAK,
        Set.of("depth", "logins", "idle", "cluster", "growth", "soak"));
  }
}
