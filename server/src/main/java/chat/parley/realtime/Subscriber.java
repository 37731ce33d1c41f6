package chat.parley.realtime;

/** Whoever wants to know what happens under a topic. Called on the hub's event loop. */
public interface Subscriber {

  /**
   * Something happened. Lasting events come in the order of their numbers; one may come that the
   * subscriber has learnt of by other ways.
   */
  void happened(Event event);

  /** Events that did not come by the bus, read from the database. */
  void missed(Missed missed);
}
