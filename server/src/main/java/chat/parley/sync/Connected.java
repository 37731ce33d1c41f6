package chat.parley.sync;

import chat.parley.auth.Access;
import chat.parley.auth.SignOffs;
import chat.parley.realtime.CloseCode;
import chat.parley.realtime.Outbox;
import chat.parley.users.UserId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Who is connected to this event loop, and with which token: to be closed when that is called back. */
final class Connected {
  private final SignOffs signOffs;
  private final Map<UserId, Map<Outbox, Access>> users = new HashMap<>();

  Connected(Vertx vertx, SignOffs signOffs) {
    this.signOffs = signOffs;
    Context here = vertx.getOrCreateContext();
    signOffs.listen(user -> here.runOnContext(told -> check(user)));
  }

  /** Notes a connection, or its newer token. */
  void add(Outbox outbox, Access access) {
    users.computeIfAbsent(access.user(), user -> new IdentityHashMap<>(1)).put(outbox, access);
    if (!signOffs.allow(access)) {
      outbox.close(CloseCode.SIGNED_OFF);
    }
  }

  void remove(Outbox outbox, UserId user) {
    users.computeIfPresent(
        user,
        (id, outboxes) -> {
          outboxes.remove(outbox);
          return outboxes.isEmpty() ? null : outboxes;
        });
  }

  private void check(UserId user) {
    List.copyOf(users.getOrDefault(user, Map.of()).entrySet()).stream()
        .filter(entry -> !signOffs.allow(entry.getValue()))
        .forEach(entry -> entry.getKey().close(CloseCode.SIGNED_OFF));
  }
}
