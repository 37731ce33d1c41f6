package chat.parley.clustertest.crowd;

import chat.parley.fixture.Api;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A client that notes when it first saw each message, and which rooms it was told of. */
final class Device extends WatchedClient {
  private final Api.Person owner;
  private final Ledger ledger;
  private final Set<Long> seen = ConcurrentHashMap.newKeySet();
  private final Set<Long> online = ConcurrentHashMap.newKeySet();
  private volatile JsonArray watched = new JsonArray();

  Device(WebSocketClient sockets, int port, Api.Person owner, Ledger ledger) {
    super(sockets, port, owner.access());
    this.owner = owner;
    this.ledger = ledger;
  }

  /** The rooms of which anything came, of whatever kind. */
  Set<Long> seen() {
    return seen;
  }

  /** Watches these people, from the next time on that it connects. */
  void watch(List<Long> people) {
    watched = new JsonArray(people);
  }

  /** Whether somebody who is watched is there, as far as was told. */
  boolean isOnline(long person) {
    return online.contains(person);
  }

  @Override
  public Future<Void> connect() {
    return super.connect()
        .onSuccess(synced -> {
          if (!watched.isEmpty()) {
            write(new JsonObject().put("type", "presence").put("users", watched));
          }
        });
  }

  /** Shows that the owner is typing. */
  void type(long room) {
    write(new JsonObject().put("type", "typing").put("room", room));
  }

  @Override
  protected void received(JsonObject frame) {
    Long room = frame.getLong("room");
    if (room != null) {
      seen.add(room);
    }
    switch (frame.getString("type")) {
      case "message.created", "message.edited" -> arrived(frame.getJsonObject("message"));
      case "presence" -> {
        if (frame.getBoolean("online")) {
          online.add(frame.getLong("user"));
        } else {
          online.remove(frame.getLong("user"));
        }
      }
      case "changes" ->
          frame.getJsonArray("messages").forEach(message -> arrived((JsonObject) message));
      default -> {}
    }
    super.received(frame);
  }

  private void arrived(JsonObject message) {
    if (message.containsKey("content")) {
      ledger.arrived(message.getString("content"), owner.id());
    }
  }
}
