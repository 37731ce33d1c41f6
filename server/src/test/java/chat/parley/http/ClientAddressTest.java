package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word on a client's address is taken. */
class ClientAddressTest {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void stop() {
    VERTX.close().await();
  }

  /** What a server that trusts these proxies takes a request for. */
  private static String seen(String trusted, String forwardedFor, String forwardedProto) {
    Settings settings = Settings.from(Map.of("PARLEY_TRUSTED_PROXIES", trusted));
    var server =
        VERTX
            .createHttpServer()
            .requestHandler(request -> request.response().end(told(request, settings)))
            .listen(0, "127.0.0.1")
            .await();
    Api api = new Api(URI.create("http://127.0.0.1:" + server.actualPort()));
    var request = api.request("/");
    for (String value : forwardedFor.split("\\|", -1)) {
      request.header("X-Forwarded-For", value);
    }
    if (!forwardedProto.isEmpty()) {
      request.header("X-Forwarded-Proto", forwardedProto);
    }
    String body = api.send(request.GET()).body();
    server.close().await();
    return body;
  }

  private static String told(HttpServerRequest request, Settings settings) {
    ClientAddress client = ClientAddress.of(request, settings.trustedProxies());
    InetAddress address = client.address();
    return client.scheme() + " " + (address == null ? "none" : address.getHostAddress());
  }

  @ParameterizedTest(name = "{0}; {1}; {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "'';                        203.0.113.9;                  https;      http 127.0.0.1",
        "10.0.0.0/8;                203.0.113.9;                  https;      http 127.0.0.1",
        "127.0.0.1;                 '';                           '';         http 127.0.0.1",
        "127.0.0.1;                 203.0.113.9;                  https;      https 203.0.113.9",
        "127.0.0.0/8;               203.0.113.9:4711;             '';         http 203.0.113.9",
        "127.0.0.1;                 6.6.6.6, 203.0.113.9;         https;      https 203.0.113.9",
        "127.0.0.1;                 6.6.6.6|203.0.113.9;          https;      https 203.0.113.9",
        "127.0.0.1, 10.0.0.0/8;     203.0.113.9, 10.1.2.3;        https,http; https 203.0.113.9",
        "127.0.0.1, 10.0.0.0/8;     6.6.6.6,203.0.113.9,10.1.2.3; http,https,http; https"
            + " 203.0.113.9",
        "127.0.0.1, 10.0.0.0/8;     10.9.9.9, 10.1.2.3;           https;      https 10.9.9.9",
        "127.0.0.1;                 [2001:db8::1]:4711;           https;      https"
            + " 2001:db8:0:0:0:0:0:1",
        "127.0.0.1;                 2001:db8::1;                  gopher;     http"
            + " 2001:db8:0:0:0:0:0:1",
        "127.0.0.1;                 unknown;                      https;      https 127.0.0.1",
        "127.0.0.1;                 localhost;                    https;      https 127.0.0.1",
      })
  void aClientIsWhatTheNearestTrustedProxiesSawAndNoMore(
      String trusted, String forwardedFor, String forwardedProto, String wanted) {
    assertThat(seen(trusted, forwardedFor, forwardedProto)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::1, 2001:db8:1:2::/64"
  })
  void limitsAreCountedByAddressOrByWhatOneSubscriberHas(String address, String block) {
    assertThat(new ClientAddress(InetAddress.ofLiteral(address), "http").block()).isEqualTo(block);
  }

  @Test
  void aConnectionWithoutAnAddressIsCountedAsOne() {
    assertThat(new ClientAddress(null, "http").block()).isEmpty();
  }
}
