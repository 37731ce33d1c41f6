package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.Wire;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdTest {
  private static final String HEADER = "X-Request-Id";

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private static Reply ask(String id) {
    return SERVER.api().send(SERVER.api().request("/health/live").header(HEADER, id).GET());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0b9d-17.A_z",
        "1234567890123456789012345678901234567890123456789012345678901234"
      })
  void aSaneOneComesBack(String id) {
    assertThat(ask(id).header(HEADER)).hasValue(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a;b",
        "\u00e9",
        "{}",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void anyOtherIsReplaced(String id) {
    assertThat(ask(id).header(HEADER).orElseThrow()).isNotEqualTo(id).matches("[a-f0-9-]{3,40}");
  }

  @Test
  void everyAnswerHasOneOfItsOwn() throws IOException {
    Set<String> ids = new HashSet<>();
    for (String path :
        new String[] {"/health/live", "/no/such/", "/api/users/me/", "/api/schema/"}) {
      ids.add(SERVER.api().get(path).header(HEADER).orElseThrow());
    }
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send("nonsense\r\n\r\n");
      ids.add(wire.read("GET").header(HEADER).orElseThrow());
    }
    assertThat(ids).hasSize(5);
  }
}
