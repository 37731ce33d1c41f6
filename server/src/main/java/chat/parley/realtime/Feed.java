package chat.parley.realtime;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One topic on one event loop: brings its events to the subscribers in the order of their numbers. An
 * event that comes too early waits for the ones before it, a moment for the bus to bring them, then for
 * the database. Large audiences are told in slices, so that other topics get their turn; what happens while one
 * piece of news goes round is told together in the next round, which costs each connection one write.
 */
final class Feed {
  private static final int SLICE = 256;
  private static final int MOST_EARLY = 1024;
  private static final long PATIENCE_MILLIS = 20;
  private static final long UNKNOWN = -1;

  /** Most feeds are of one user's own news. */
  private static final int FEW_SUBSCRIBERS = 2;

  private static final Subscriber[] NOBODY = {};

  private final Topic topic;
  private final Vertx vertx;
  private final Backlog backlog;
  private final Runnable repaired;
  private final Set<Subscriber> subscribers =
      Collections.newSetFromMap(new IdentityHashMap<>(FEW_SUBSCRIBERS));
  private final TreeMap<Long, Event> early = new TreeMap<>();
  private Subscriber @Nullable [] audience;
  private long seq = UNKNOWN;
  private long begun = UNKNOWN;
  private List<Consumer<Subscriber>> untold = new ArrayList<>();
  private boolean telling;
  private boolean waiting;
  private boolean repairing;

  /**
   * @param repaired told of each hole that the database filled
   */
  Feed(Topic topic, Vertx vertx, Backlog backlog, Runnable repaired) {
    this.topic = topic;
    this.vertx = vertx;
    this.backlog = backlog;
    this.repaired = repaired;
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
    audience = null;
  }

  void remove(Subscriber subscriber) {
    subscribers.remove(subscriber);
    audience = null;
  }

  boolean isEmpty() {
    return subscribers.isEmpty();
  }

  /** The number of the last event that was told; negative before {@link #begin}. */
  long seq() {
    return seq;
  }

  /**
   * Starts to tell, with the first event after a number that was read from the database while this feed
   * was already listening. Only the first call counts.
   *
   * @return the number that the first call gave: what came up to it was told to nobody
   */
  long begin(long present) {
    if (seq == UNKNOWN) {
      seq = present;
      begun = present;
      tellEarly();
    }
    return begun;
  }

  void receive(Event event) {
    if (!event.lasts()) {
      tell(subscriber -> subscriber.happened(event));
    } else if (event.seq() > seq) {
      early.put(event.seq(), event);
      tellEarly();
    }
  }

  /** Reads from the database what did not come, if the topic is found to be further than was told. */
  void catchUpTo(long present) {
    if (seq != UNKNOWN && present > seq) {
      repair();
    }
  }

  private void tellEarly() {
    if (seq == UNKNOWN || repairing) {
      forgetSurplus();
      return;
    }
    while (!early.isEmpty() && early.firstKey() <= seq + 1) {
      Event event = early.pollFirstEntry().getValue();
      if (event.seq() == seq + 1) {
        seq = event.seq();
        tell(subscriber -> subscriber.happened(event));
      }
    }
    if (!early.isEmpty() && !waiting) {
      waiting = true;
      vertx.setTimer(PATIENCE_MILLIS, id -> lookForHole());
    }
  }

  private void lookForHole() {
    waiting = false;
    if (!early.isEmpty() && early.firstKey() > seq + 1) {
      repair();
    }
  }

  private void repair() {
    if (repairing || subscribers.isEmpty()) {
      return;
    }
    repairing = true;
    backlog
        .after(topic, seq)
        .onComplete(read -> {
          repairing = false;
          if (read.succeeded()) {
            fill(read.result());
          } else if (!early.isEmpty() && !waiting) {
            waiting = true;
            vertx.setTimer(1_000, id -> lookForHole());
          }
        });
  }

  private void fill(Missed missed) {
    if (missed.from() == seq && missed.to() > seq) {
      seq = missed.to();
      repaired.run();
      tell(subscriber -> subscriber.missed(missed));
    }
    tellEarly();
    if (missed.more()) {
      repair();
    }
  }

  /** What is dropped here is read from the database later: it leaves a hole. */
  private void forgetSurplus() {
    while (early.size() > MOST_EARLY) {
      early.pollFirstEntry();
    }
  }

  private void tell(Consumer<Subscriber> news) {
    if (!telling && audience().length <= SLICE) {
      for (Subscriber subscriber : audience()) {
        news.accept(subscriber);
      }
    } else {
      untold.add(news);
      if (!telling) {
        telling = true;
        vertx.runOnContext(next -> tellUntold());
      }
    }
  }

  private void tellUntold() {
    List<Consumer<Subscriber>> all = untold;
    untold = new ArrayList<>();
    tellSlice(audience(), all, 0);
  }

  private void tellSlice(Subscriber[] present, List<Consumer<Subscriber>> all, int start) {
    int end = Math.min(start + SLICE, present.length);
    for (int i = start; i < end; i++) {
      for (Consumer<Subscriber> news : all) {
        news.accept(present[i]);
      }
    }
    if (end < present.length) {
      vertx.runOnContext(next -> tellSlice(present, all, end));
    } else if (untold.isEmpty()) {
      telling = false;
    } else {
      vertx.runOnContext(next -> tellUntold());
    }
  }

  private Subscriber[] audience() {
    Subscriber[] present = audience;
    if (present == null) {
      present = subscribers.toArray(NOBODY);
      audience = present;
    }
    return present;
  }
}
