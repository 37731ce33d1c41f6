package chat.parley.realtime;

/**
 * Carries events to every hub that has subscribers for their topic, in this process and in others. May
 * lose, double and reorder them: the hubs put that right by the numbers. Nothing here blocks.
 */
public interface Bus {

  /**
   * To be called after what happened is committed. Hubs of this process have the event as soon as their
   * event loop takes it, whatever becomes of it elsewhere.
   */
  void publish(Event event);

  /** Brings a topic's events to the calling hub from some moment on, which the hub is told. */
  void listen(Topic topic);

  /** The calling hub has no subscribers of a topic any more. */
  void leave(Topic topic);

  /** Whether there are no other processes to reach. */
  boolean isAlone();

  /** Whether what is published reaches the other processes, if there are any, at present. */
  boolean isWhole();
}
