package chat.parley.clustertest.crowd;

/** How somebody uses a socket. */
enum Manner {
  /** Keeps it, and reads it. */
  STEADY,
  /** Stops to read it for a while, now and then. */
  SLOW,
  /** Drops it every few seconds, and comes back. */
  FLAPPING;

  /** Of every six people four are steady, one is slow, one is flapping. */
  static Manner of(int place) {
    return switch (place % 6) {
      case 4 -> SLOW;
      case 5 -> FLAPPING;
      default -> STEADY;
    };
  }
}
