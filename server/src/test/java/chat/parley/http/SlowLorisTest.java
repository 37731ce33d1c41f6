package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import chat.parley.fixture.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thousand connections that hold the whole product with a head that never ends. */
final class SlowLorisTest {
  private static final int MANY = 1_000;

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(SERVER);

  @Test
  void othersAreServedMeanwhileAndSocketsLiveOnWhenTheyAreEnded() throws IOException {
    Person person = SERVER.people(1).getFirst();
    Api api = person.api();
    long room = api.newRoom("a room");
    RawSocket socket = SOCKETS.logIn(person);
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        Wire wire = Wire.open(SERVER.port());
        wire.send("GET /api/users/me/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        slow.add(wire);
      }
      for (int i = 0; i < 10; i++) {
        assertThat(api.say(room, "message " + i)).isPositive();
      }
      for (Wire wire : slow) {
        assertThat(wire.isEnded()).isTrue();
      }
      assertThat(socket.isClosed()).isFalse();
      assertThat(api.get(Api.messages(room)).status()).isEqualTo(200);
    } finally {
      for (Wire wire : slow) {
        wire.close();
      }
    }
  }
}
