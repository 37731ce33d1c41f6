package chat.parley.auth;

import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Whose tokens are good no more, in the memory of a node, so that it can be asked with every request.
 * What another node or the command line decides is known here within a second; what is decided here, at
 * once. One for all event loops.
 */
public final class SignOffs {
  private static final long EVERY_MILLIS = 1000;

  /** Clocks differ, but nobody waits for that. */
  private static final long MOST_MILLIS = 2000;

  /** A decision may be committed after one that was made later: so far back is read again. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  private final Map<Long, SignOff> known = new ConcurrentHashMap<>();
  private final List<Consumer<UserId>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean watching = new AtomicBoolean();
  private final Duration longest;
  private volatile Instant latest = Instant.EPOCH;

  /**
   * @param longest how long tokens may be good: what was decided before that concerns none
   */
  public SignOffs(Duration longest) {
    this.longest = longest;
  }

  /** Reads all that is in force; the first event loop that comes goes on to watch for more. */
  public Future<Void> begin(Vertx vertx, SignOffStore store) {
    Instant first = Instant.now().minus(longest);
    if (latest.isBefore(first)) {
      latest = first;
    }
    return store
        .inForceAfter(first)
        .onSuccess(found -> {
          found.forEach(this::take);
          if (watching.compareAndSet(false, true)) {
            vertx.setPeriodic(EVERY_MILLIS, id -> look(store));
          }
        })
        .mapEmpty();
  }

  /** Tells of every account about which something is decided; on any thread. */
  public void listen(Consumer<UserId> listener) {
    listeners.add(listener);
  }

  /** Whether a token that was good still is. */
  public boolean allow(Access access) {
    if (known.isEmpty()) {
      return true;
    }
    SignOff signOff = known.get(access.user().value());
    return signOff == null || !signOff.concerns(access.issued());
  }

  boolean isDisabled(UserId user) {
    SignOff signOff = known.get(user.value());
    return signOff != null && signOff.disabled();
  }

  /** Waits, where all tokens of this second were called back, and a new one would count among them. */
  Future<UserId> whenGood(Vertx vertx, UserId user) {
    SignOff signOff = known.get(user.value());
    Instant now = Instant.now();
    if (signOff == null || !now.isBefore(signOff.since())) {
      return Future.succeededFuture(user);
    }
    long millis = Math.min(Duration.between(now, signOff.since()).toMillis() + 1, MOST_MILLIS);
    return vertx.timer(millis, TimeUnit.MILLISECONDS).map(user);
  }

  /** Takes a decision into force on this node. */
  void take(SignOff signOff) {
    SignOff before = known.get(signOff.user().value());
    SignOff now = known.merge(signOff.user().value(), signOff, SignOff::later);
    if (signOff.changed().isAfter(latest)) {
      latest = signOff.changed();
    }
    if (!now.equals(before)) {
      listeners.forEach(listener -> listener.accept(signOff.user()));
    }
  }

  /** Where the database is away, the next look reads what this one missed. */
  private void look(SignOffStore store) {
    store.changedAfter(latest.minus(OVERLAP)).onSuccess(found -> found.forEach(this::take));
  }
}
