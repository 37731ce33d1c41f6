package chat.parley.realtime;

/**
 * What happened under a topic after one number, up to another, as a state.
 *
 * @param from the number that it follows on
 * @param to the number that it brings the topic to
 * @param more whether the topic had gone further when this was read
 */
public record Missed(long from, long to, boolean more, Frame frame) {}
