package chat.parley.cluster;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestNats;
import chat.parley.fixture.TestProxy;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.WatchedClient;
import chat.parley.limits.Times;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two nodes on one database and one broker, each with a network of its own between it and the broker. */
final class TwoNodes implements BeforeAllCallback, AfterAllCallback {
  /** A node shows that it lives every 100 ms, and is dead after 2.5 s; an answer may take longer than it should. */
  static final Times.Nodes HURRIED =
      new Times.Nodes(
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(6),
          Duration.ofSeconds(2));

  final TestNats nats = TestNats.with();
  final TestProxy oneToNats = TestProxy.to(nats.port());
  final TestProxy otherToNats = TestProxy.to(nats.port());
  final TestServer one;
  final TestServer other;
  final TestSockets sockets;
  private final Duration check;
  private final boolean brokerIsThere;

  private TwoNodes(Duration check, boolean brokerIsThere) {
    this.check = check;
    this.brokerIsThere = brokerIsThere;
    this.one = node(oneToNats, check);
    this.other = node(otherToNats, check).beside(one);
    this.sockets = TestSockets.to(one);
  }

  /** Nodes that compare numbers so rarely that no test notices. */
  static TwoNodes withoutChecks() {
    return new TwoNodes(Duration.ofHours(1), true);
  }

  /** Nodes that look after what is lost as often as given. */
  static TwoNodes checking(Duration check) {
    return new TwoNodes(check, true);
  }

  /** The same with a broker that is still to come. */
  static TwoNodes withoutBroker() {
    return new TwoNodes(Duration.ofHours(1), false);
  }

  private static TestServer node(TestProxy toNats, Duration check) {
    Times all = Times.PROTOCOL;
    return TestServer.withDefaults()
        .with("PARLEY_NATS_URL", "nats://127.0.0.1:" + toNats.port())
        .with(
            new Times(
                all.login(),
                all.beat(),
                all.silence(),
                all.warning(),
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                all.farewell(),
                check,
                HURRIED));
  }

  /** One more, with the other's network. */
  TestServer third() {
    return node(otherToNats, check).beside(one);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (brokerIsThere) {
      nats.start();
    }
    one.start();
    other.start();
    if (brokerIsThere) {
      awaitWhole();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    sockets.afterAll(context);
    other.close();
    one.close();
    oneToNats.close();
    otherToNats.close();
    nats.close();
  }

  void awaitWhole() {
    Await.until(
        "both nodes are whole", () -> status(one).equals("ok") && status(other).equals("ok"));
  }

  /** What a node says of itself. */
  static String status(TestServer node) {
    return node.api().get("/health/ready").json().getString("status");
  }

  /** A client that is in step. */
  WatchedClient client(TestServer node, Api.Person person) {
    WatchedClient client = sockets.client(node.port(), person.access());
    Await.result(client.connect());
    return client;
  }

  /** A socket that has logged in and is in step. */
  RawSocket socket(TestServer node, Api.Person person) {
    return RawSocket.open(sockets.sockets(), node.port()).logIn(person.access());
  }

  /** The same person's requests to the other node. */
  Api atOther(Api.Person person) {
    return other.api().as(person.access());
  }
}
