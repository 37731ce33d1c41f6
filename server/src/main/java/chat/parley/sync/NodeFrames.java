package chat.parley.sync;

import chat.parley.realtime.Event;
import chat.parley.realtime.Frame;
import chat.parley.realtime.Topic;
import chat.parley.users.UserId;

/** What nodes tell each other of who is there; never sent to a client. The source of each is a node. */
final class NodeFrames {
  /** Where nodes show that they live. */
  static final Topic NODES = new Topic("node", 0);

  static final String HERE = "node.here";
  static final String GONE = "node.gone";
  static final String WHO = "node.who";
  static final String ALIVE = "node.alive";

  private static final Frame HERE_FRAME = bare(HERE);
  private static final Frame GONE_FRAME = bare(GONE);
  private static final Frame WHO_FRAME = bare(WHO);
  private static final Frame ALIVE_FRAME = bare(ALIVE);

  private NodeFrames() {}

  /** The user has a socket on the node. For whoever watches the user. */
  static Event here(UserId user, long node) {
    return Event.passing(user.presence(), HERE_FRAME, node);
  }

  /** The user has no socket on the node any more. */
  static Event gone(UserId user, long node) {
    return Event.passing(user.presence(), GONE_FRAME, node);
  }

  /** The node asks whether the user is there. For the nodes that have the user alone. */
  static Event who(UserId user, long node) {
    return Event.passing(user.topic(), WHO_FRAME, node);
  }

  /** The node lives. */
  static Event alive(long node) {
    return Event.passing(NODES, ALIVE_FRAME, node);
  }

  private static Frame bare(String type) {
    return Frame.of(
        type,
        json -> {
          json.writeStartObject();
          json.writeEndObject();
        });
  }
}
