package chat.parley.realtime;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened under a topic.
 *
 * @param seq its number among the topic's lasting events, from 1 without holes; 0 for one that does not
 *     last and may be dropped
 * @param frame what subscribers are told
 * @param source the user whose doing it was; of a user's own topic, the room that it is about; 0 for none
 * @param sourceFrame what the connections of that user are told instead, or null for the same
 */
public record Event(Topic topic, long seq, Frame frame, long source, @Nullable Frame sourceFrame) {
  public static Event lasting(
      Topic topic, long seq, Frame frame, long source, @Nullable Frame sourceFrame) {
    return new Event(topic, seq, frame, source, sourceFrame);
  }

  public static Event passing(Topic topic, Frame frame, long source) {
    return new Event(topic, 0, frame, source, null);
  }

  public boolean lasts() {
    return seq > 0;
  }

  /** What a connection of this user is told. */
  public Frame frameFor(long user) {
    return sourceFrame != null && user == source ? sourceFrame : frame;
  }
}
