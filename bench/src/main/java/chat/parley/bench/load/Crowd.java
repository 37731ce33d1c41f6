package chat.parley.bench.load;

import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** WebSockets on which nothing happens, but that the server's pings are answered. */
public final class Crowd {
  /** Logins under way at once. */
  private static final int AT_ONCE = 64;

  private final Loop loop;
  private final URI server;
  private final Iterator<String> tokens;
  private final List<SocketWire> sockets = new ArrayList<>();

  private Crowd(Loop loop, URI server, List<String> tokens) {
    this.loop = loop;
    this.server = server;
    this.tokens = tokens.iterator();
  }

  /** Opens a socket for each token, and returns when each of them is logged in. */
  public static Crowd open(Loop loop, URI server, List<String> tokens) {
    Crowd crowd = new Crowd(loop, server, tokens);
    loop.call(() -> {
      List<Future<Void>> lanes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        lanes.add(crowd.openNext());
      }
      return Future.all(lanes);
    });
    return crowd;
  }

  public int size() {
    return sockets.size();
  }

  public void close() {
    loop.call(() -> {
      sockets.forEach(SocketWire::close);
      return Future.succeededFuture();
    });
  }

  private Future<Void> openNext() {
    if (!tokens.hasNext()) {
      return Future.succeededFuture();
    }
    return SocketWire.open(loop, server, "/ws/chat/", tokens.next(), (bytes, start, length) -> {})
        .compose(socket -> {
          sockets.add(socket);
          return openNext();
        });
  }
}
