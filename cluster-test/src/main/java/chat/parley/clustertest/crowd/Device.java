package chat.parley.clustertest.crowd;

import chat.parley.fixture.Api;
import chat.parley.fixture.WatchedClient;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A client that notes when it first saw each message, and which rooms it was told of. */
final class Device extends WatchedClient {
  private final Api.Person owner;
  private final Ledger ledger;
  private final Set<Long> seen = ConcurrentHashMap.newKeySet();

  Device(WebSocketClient sockets, int port, Api.Person owner, Ledger ledger) {
    super(sockets, port, owner.access());
    this.owner = owner;
    this.ledger = ledger;
  }

  /** The rooms of which anything came, of whatever kind. */
  Set<Long> seen() {
    return seen;
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
