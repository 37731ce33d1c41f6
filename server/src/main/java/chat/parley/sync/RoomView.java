package chat.parley.sync;

import chat.parley.realtime.Event;
import chat.parley.realtime.Hub;
import chat.parley.realtime.Missed;
import chat.parley.realtime.Outbox;
import chat.parley.realtime.Subscriber;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * One room as one client has it: the number that the client holds, and how it gets from there to the
 * present. While changes are read from the database, live events are held back; then the two are merged
 * by number. Each number reaches the client once, in order, whatever happens meanwhile.
 */
final class RoomView implements Subscriber {
  private static final int MOST_HELD = 1_000;
  private static final long RETRY_MILLIS = 1_000;

  private final Vertx vertx;
  private final SyncStore store;
  private final Hub hub;
  private final Outbox outbox;
  private final RoomId room;
  private final UserId user;
  private final Runnable left;
  private List<Event> held = List.of();
  private boolean holding = true;
  private boolean incomplete;
  private boolean closed;
  private long heldSince = -1;
  private long seq;

  /**
   * @param left told when the user is found to be in the room no more; closes this view
   */
  RoomView(
      Vertx vertx,
      SyncStore store,
      Hub hub,
      Outbox outbox,
      RoomId room,
      UserId user,
      Runnable left) {
    this.vertx = vertx;
    this.store = store;
    this.hub = hub;
    this.outbox = outbox;
    this.room = room;
    this.user = user;
    this.left = left;
  }

  /** Starts to listen; events are held back until {@link #follow}. */
  void open() {
    hub.subscribe(room.topic(), this);
    heldSince = hub.number(room.topic());
  }

  /** Tells nothing more; whoever waits to be live does not any longer. */
  void close() {
    closed = true;
    hub.unsubscribe(room.topic(), this);
  }

  /**
   * Brings the client from the number it holds to the present, and goes live.
   *
   * @param present what the room's number was a moment ago
   * @return completes when it is live; fails when the connection is closed before
   */
  Future<Void> follow(long from, long present) {
    seq = from;
    Promise<Void> live = Promise.promise();
    boolean heldAll = heldSince >= 0 && heldSince <= present;
    if (from == present && heldAll) {
      merge(live);
    } else {
      catchUp(live);
    }
    return live.future();
  }

  @Override
  public void happened(Event event) {
    if (!event.lasts()) {
      if (!holding && event.source() != user.value()) {
        outbox.offer(event.frame());
      }
    } else if (holding) {
      hold(event);
    } else if (event.seq() == seq + 1) {
      advance(event);
    } else if (event.seq() > seq) {
      catchUp(Promise.promise());
    }
  }

  @Override
  public void missed(Missed missed) {
    if (holding) {
      incomplete = true;
    } else if (missed.from() == seq && missed.to() > seq) {
      seq = missed.to();
      holdBack();
      outbox.sendPage(missed.frame()).onSuccess(taken -> merge(Promise.promise()));
    } else if (missed.to() > seq) {
      catchUp(Promise.promise());
    }
  }

  private void advance(Event event) {
    seq = event.seq();
    outbox.send(event.frameFor(user.value()));
  }

  private void hold(Event event) {
    if (held.isEmpty()) {
      held = new ArrayList<>();
    }
    if (held.size() < MOST_HELD) {
      held.add(event);
    } else {
      incomplete = true;
    }
  }

  private void catchUp(Promise<Void> live) {
    holdBack();
    if (endIfOver(live)) {
      return;
    }
    store
        .changes(room, user, seq, Changes.MOST_CHANGES)
        .onSuccess(page -> page.ifPresentOrElse(changes -> take(changes, live), () -> leave(live)))
        .onFailure(away -> vertx.setTimer(RETRY_MILLIS, id -> catchUp(live)));
  }

  private void take(Changes changes, Promise<Void> live) {
    if (endIfOver(live)) {
      return;
    }
    Future<Void> taken = Future.succeededFuture();
    if (!changes.isEmpty()) {
      taken = outbox.sendPage(changes.missed().frame());
      seq = changes.to();
    }
    boolean toldAll = !changes.more() && hub.begin(room.topic(), seq) <= seq;
    taken
        .onSuccess(next -> {
          if (toldAll) {
            merge(live);
          } else {
            catchUp(live);
          }
        })
        .onFailure(live::tryFail);
  }

  /** The user is in the room no more: nothing is to be told, and nobody waits for it. */
  private void leave(Promise<Void> live) {
    if (!closed) {
      left.run();
    }
    live.tryComplete();
  }

  /** Ends the wait for a view that will not go live; false where it goes on. */
  private boolean endIfOver(Promise<Void> live) {
    if (outbox.isClosed()) {
      live.tryFail("closed");
    } else if (closed) {
      live.tryComplete();
    }
    return closed || outbox.isClosed();
  }

  private void holdBack() {
    holding = true;
    incomplete = false;
    held = List.of();
  }

  /** What was held back and is not yet told follows, unless a piece of it is not there. */
  private void merge(Promise<Void> live) {
    if (endIfOver(live)) {
      return;
    }
    if (incomplete) {
      catchUp(live);
      return;
    }
    for (Event event : held) {
      if (event.seq() > seq + 1) {
        catchUp(live);
        return;
      }
      if (event.seq() == seq + 1) {
        advance(event);
      }
    }
    held = List.of();
    holding = false;
    live.tryComplete();
  }
}
