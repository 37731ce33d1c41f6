package chat.parley.realtime;

import java.util.ArrayList;
import java.util.List;

/** A bus that brings nothing, and remembers what it was to bring. */
final class NoBus implements Bus {
  final List<Topic> topics = new ArrayList<>();

  @Override
  public void publish(Event event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void listen(Topic topic) {
    topics.add(topic);
  }

  @Override
  public void leave(Topic topic) {
    topics.remove(topic);
  }

  @Override
  public boolean isAlone() {
    return false;
  }

  @Override
  public boolean isWhole() {
    return true;
  }
}
