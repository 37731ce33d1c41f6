package chat.parley.clustertest.crowd;

import chat.parley.fixture.Api;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One of the crowd: an account with a socket, that comes back whenever it ends. */
final class Chatter {
  private static final Duration LOGIN = Duration.ofSeconds(10);
  private static final int RESTARTING = 1012;
  private static final int TOO_SLOW = 4408;
  private static final int CLOSED_BY_MYSELF = 1000;

  private final Vertx vertx;
  private final Api.Person person;
  private final Manner manner;
  private final Random random;
  private final Refusals refusals;
  private final Device device;
  private final List<Long> rooms = new CopyOnWriteArrayList<>();
  private volatile boolean connected;
  private volatile boolean calm = true;
  private volatile boolean gone;

  Chatter(
      Vertx vertx,
      WebSocketClient sockets,
      int port,
      Api.Person person,
      Manner manner,
      Random random,
      Ledger ledger,
      Refusals refusals) {
    this.vertx = vertx;
    this.person = person;
    this.manner = manner;
    this.random = random;
    this.refusals = refusals;
    this.device = new Device(sockets, port, person, ledger);
  }

  Api.Person person() {
    return person;
  }

  Manner manner() {
    return manner;
  }

  Device device() {
    return device;
  }

  /** The rooms that this one is in. */
  List<Long> rooms() {
    return rooms;
  }

  boolean isConnected() {
    return connected;
  }

  /** Is in a room from its beginning. */
  void isIn(long room) {
    device.holdFromStart(room);
    rooms.add(room);
  }

  /** Connects, and misbehaves as the manner is. */
  void begin() {
    connect();
    vertx.setPeriodic(500 + random.nextInt(500), id -> misbehave());
  }

  /** Behaves, or not any more. */
  void calm(boolean behaves) {
    calm = behaves;
  }

  void leave() {
    gone = true;
    device.disconnect();
  }

  private void connect() {
    if (gone) {
      return;
    }
    device
        .connect()
        .timeout(LOGIN.toSeconds(), TimeUnit.SECONDS)
        .onSuccess(synced -> {
          connected = true;
          device.closed().onSuccess(this::closed);
        })
        .onFailure(failure -> {
          refusals.add("a socket: " + failure);
          device.disconnect();
          comeBack();
        });
  }

  private void closed(short code) {
    connected = false;
    if (code != RESTARTING && code != TOO_SLOW && code != CLOSED_BY_MYSELF) {
      refusals.add("a socket: closed with " + code);
    }
    comeBack();
  }

  private void comeBack() {
    vertx.setTimer(100 + random.nextInt(1_900), id -> connect());
  }

  private void misbehave() {
    if (calm || !connected) {
      return;
    }
    switch (manner) {
      case STEADY -> {}
      case SLOW -> {
        if (random.nextInt(4) == 0) {
          WebSocket slow = device.socket().pause();
          vertx.setTimer(500 + random.nextInt(2_500), id -> slow.resume());
        }
      }
      case FLAPPING -> {
        if (random.nextInt(4) == 0) {
          device.disconnect();
        }
      }
    }
  }
}
