package chat.parley.auth;

import chat.parley.config.Settings;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whose tokens are good no more, in the memory of a node, so that it can be asked with every request.
 * What another node or the command line decides is known here within a second; what is decided here, at
 * once. One for all event loops.
 */
public final class SignOffs {
  private static final long EVERY_MILLIS = 1000;
  private static final long FORGET_MILLIS = Duration.ofHours(1).toMillis();

  private static final Duration MONTH = Duration.ofDays(30);

  /** A decision may be committed after one that was made later: so far back is read again. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  private final Map<Long, SignOff> accounts = new ConcurrentHashMap<>();
  private final Map<String, SignOff> families = new ConcurrentHashMap<>();
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

  /** For tokens as they are set to live, and an issuer's, of which nothing is known: nobody should give more than a month. */
  public static SignOffs of(Settings settings) {
    return new SignOffs(
        Stream.of(settings.accessLifetime(), settings.refreshLifetime(), MONTH)
            .max(Comparator.naturalOrder())
            .orElseThrow());
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
            vertx.setPeriodic(FORGET_MILLIS, id -> forget(store));
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
    if (!accounts.isEmpty()) {
      SignOff signOff = accounts.get(access.user().value());
      if (signOff != null && signOff.concerns(access.issued())) {
        return false;
      }
    }
    return access.family() == null || families.isEmpty() || !families.containsKey(access.family());
  }

  boolean isDisabled(UserId user) {
    SignOff signOff = accounts.get(user.value());
    return signOff != null && signOff.disabled();
  }

  /** Takes a decision into force on this node. */
  void take(SignOff signOff) {
    boolean news =
        signOff.family() == null
            ? take(accounts, signOff.user().value(), signOff)
            : take(families, signOff.family(), signOff);
    if (signOff.changed().isAfter(latest)) {
      latest = signOff.changed();
    }
    if (news) {
      listeners.forEach(listener -> listener.accept(signOff.user()));
    }
  }

  private static <K> boolean take(Map<K, SignOff> known, K key, SignOff signOff) {
    SignOff before = known.get(key);
    return !known.merge(key, signOff, SignOff::later).equals(before);
  }

  /** Where the database is away, the next look reads what this one missed. */
  private void look(SignOffStore store) {
    store.changedAfter(latest.minus(OVERLAP)).onSuccess(found -> found.forEach(this::take));
  }

  /** Forgets what no token is left for. */
  private void forget(SignOffStore store) {
    Instant end = Instant.now().minus(longest);
    accounts.values().removeIf(old -> !old.disabled() && old.changed().isBefore(end));
    families.values().removeIf(old -> old.changed().isBefore(end));
    store.forgetBefore(end);
  }
}
