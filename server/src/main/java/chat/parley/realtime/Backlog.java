package chat.parley.realtime;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** Where the lasting events of topics can be read again: the database. */
public interface Backlog {

  /** A page of what happened after a number. */
  Future<Missed> after(Topic topic, long seq);

  /** The present numbers of topics; none for a topic that is gone. */
  Future<Map<Topic, Long>> numbers(Collection<Topic> topics);
}
