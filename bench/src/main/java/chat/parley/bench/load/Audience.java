package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * WebSockets that sit in rooms of one size. Members take turns in sending, and all that are in the room get
 * the message, its sender too: each of those is a delivery.
 */
public final class Audience {
  /** Messages under way in one room at the limit; with more, nothing gets faster. */
  private static final int MESSAGES_AT_ONCE = 4;

  /**
   * One socket to open.
   *
   * @param server where to
   * @param path the same, at that server
   * @param room the room it sends into
   */
  public record Seat(URI server, String path, String token, long room) {}

  private static final class Hall {
    private final long room;
    private final List<SocketWire> sockets = new ArrayList<>();
    private int turn;
    private long delivered;
    private long sent;

    Hall(long room) {
      this.room = room;
    }

    void send(long planned) {
      sent++;
      turn = (turn + 1) % sockets.size();
      sockets.get(turn).write(LiveFrame.send(room, planned));
    }

    /** Messages that not all have got yet. */
    long underWay() {
      return sent - delivered / sockets.size();
    }
  }

  private final Loop loop;
  private final Map<Long, Hall> halls = new HashMap<>();
  private final List<Hall> inTurn = new ArrayList<>();
  private @Nullable Recorder recorder;
  private boolean refilling;

  private Audience(Loop loop) {
    this.loop = loop;
  }

  /** Opens the sockets, and returns when each of them is live. */
  public static Audience open(Loop loop, List<Seat> seats) {
    Audience audience = new Audience(loop);
    loop.call(() -> {
      List<Future<Void>> opening = new ArrayList<>();
      for (Seat seat : seats) {
        Hall hall = audience.halls.computeIfAbsent(seat.room(), Hall::new);
        opening.add(
            SocketWire.open(loop, seat.server(), seat.path(), seat.token(), audience::receive)
                .map(socket -> {
                  hall.sockets.add(socket);
                  return null;
                }));
      }
      return Future.all(opening);
    });
    audience.inTurn.addAll(audience.halls.values());
    return audience;
  }

  /** As many deliveries as there can be: each room has its next messages sent when the last have been delivered. */
  public Outcome most(Duration duration) {
    return loop.call(() -> {
      Recorder counting = begin(duration);
      refilling = true;
      for (Hall hall : inTurn) {
        for (int i = 0; i < MESSAGES_AT_ONCE; i++) {
          hall.send(System.nanoTime());
        }
      }
      return end(duration, counting);
    });
  }

  /**
   * Deliveries by the clock; a delay counts from the moment for which the message was planned.
   *
   * @param rate deliveries a second
   */
  public Outcome paced(double rate, Duration duration) {
    return loop.call(() -> {
      Recorder counting = begin(duration);
      double messages = rate / inTurn.getFirst().sockets.size();
      send(new Arrivals(messages, System.nanoTime()), counting, 0);
      return end(duration, counting);
    });
  }

  public void close() {
    loop.call(() -> {
      halls.values().forEach(hall -> hall.sockets.forEach(SocketWire::close));
      return Future.succeededFuture();
    });
  }

  private Recorder begin(Duration duration) {
    long now = System.nanoTime();
    Recorder counting = new Recorder(now, now + duration.toNanos());
    recorder = counting;
    return counting;
  }

  private void send(Arrivals arrivals, Recorder counting, int turn) {
    long now = System.nanoTime();
    int next = turn;
    while (arrivals.isDue(now)) {
      inTurn.get(next).send(arrivals.take());
      next = (next + 1) % inTurn.size();
    }
    if (!counting.isOver(now)) {
      int following = next;
      loop.after(arrivals.pause(), () -> send(arrivals, counting, following));
    }
  }

  /** Waits for what is still under way, some seconds at most, and gives what was counted. */
  private Future<Outcome> end(Duration duration, Recorder counting) {
    Promise<Outcome> over = Promise.promise();
    loop.after(
        duration.toNanos(),
        () -> {
          refilling = false;
          settle(over, counting, 100);
        });
    return over.future();
  }

  private void settle(Promise<Outcome> over, Recorder counting, int looks) {
    long missing = inTurn.stream().mapToLong(Hall::underWay).sum();
    if (missing == 0) {
      over.complete(counting.outcome());
    } else if (looks == 0) {
      over.fail(missing + " messages were not delivered to all within 5 s");
    } else {
      loop.after(50_000_000, () -> settle(over, counting, looks - 1));
    }
  }

  private void receive(ByteBuf bytes, int start, int length) {
    Hall hall = halls.get(LiveFrame.room(bytes, start, length));
    Recorder counting = recorder;
    if (hall == null || counting == null) {
      return;
    }
    long now = System.nanoTime();
    LiveFrame.planned(
        bytes,
        start,
        length,
        planned -> {
          counting.done(now, now - planned);
          hall.delivered++;
          if (refilling && hall.delivered % hall.sockets.size() == 0) {
            hall.send(now);
          }
        });
  }
}
