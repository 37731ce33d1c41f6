package chat.parley.realtime;

/**
 * Carries events to every hub that has subscribers for their topic. May lose, double and reorder them:
 * the hubs put that right by the numbers.
 */
public interface Bus {

  /** To be called after what happened is committed. Does not block. */
  void publish(Event event);
}
