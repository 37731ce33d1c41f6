package chat.parley.limits;

import java.time.Duration;

/**
 * How long live connections wait for what. {@link #PROTOCOL} is what docs/protocol.md says.
 *
 * @param login for a socket's token
 * @param beat between two signs of life that the server asks for, or gives
 * @param silence until a socket that gave no sign of life is closed
 * @param warning between {@code expiring} and the token's end
 * @param typing between two of a client's {@code typing} that are passed on
 * @param presence between two batches of who came and went
 * @param farewell for a client to take its close frame
 * @param check between two comparisons of the numbers of rooms with the database's
 * @param nodes between the nodes of a cluster
 */
public record Times(
    Duration login,
    Duration beat,
    Duration silence,
    Duration warning,
    Duration typing,
    Duration presence,
    Duration farewell,
    Duration check,
    Nodes nodes) {
  public static final Times PROTOCOL =
      new Times(
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Nodes.PROTOCOL);

  /**
   * How long the nodes of a cluster wait for each other.
   *
   * @param check as above, while the broker is away
   * @param beat between two signs of life of a node
   * @param silence until a node that gave no sign of life counts as dead, and its users as gone: with one beat and
   *     one batch of presence below 15 s, and longer than a node may stand still for 8 s
   * @param roll between two times that a node names a user who is there
   * @param absence until a user whom a node does not name any more counts as gone
   * @param answer for the others to say that a user is there
   */
  public record Nodes(
      Duration check,
      Duration beat,
      Duration silence,
      Duration roll,
      Duration absence,
      Duration answer) {
    public static final Nodes PROTOCOL =
        new Nodes(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(11),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Duration.ofMillis(300));
  }
}
