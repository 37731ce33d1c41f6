package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestCertificate;
import chat.parley.fixture.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, and HTTP/2 (RFC 9113) on them. */
final class TlsTest {
  @TempDir private static Path directory;

  private static final Vertx VERTX = Vertx.vertx();
  private static final NetClient NET =
      VERTX.createNetClient(
          new NetClientOptions()
              .setSsl(true)
              .setTrustAll(true)
              .setHostnameVerificationAlgorithm(""));
  private static Path certificateFile;
  private static Path keyFile;
  private static TestCertificate certificate;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    certificateFile = directory.resolve("fullchain.pem");
    keyFile = directory.resolve("key.pem");
    certificate = TestCertificate.of(directory, "EC", "-1d", 90).writeTo(certificateFile, keyFile);
    server =
        TestServer.withDefaults()
            .with("PARLEY_TLS_CERT", certificateFile.toString())
            .with("PARLEY_TLS_KEY", keyFile.toString())
            .with("PARLEY_LIMIT_BODY_BYTES", "2048");
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    VERTX.close().await();
  }

  private static HttpClient client(Version version) throws Exception {
    return HttpClient.newBuilder().version(version).sslContext(certificate.trusting()).build();
  }

  private static Api api(Version version) throws Exception {
    return new Api(server.uri(), client(version));
  }

  private static RawSocket socket(Person person) {
    WebSocketClientOptions options =
        new WebSocketClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false);
    return RawSocket.open(VERTX.createWebSocketClient(options), server.port())
        .logIn(person.access());
  }

  @Test
  void whoSpeaksHttp2GetsItAndWhoDoesNotGetsHttp1() throws Exception {
    for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
      try (HttpClient client = client(version)) {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/health/ready")).build();
        var response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(version);
        assertThat(response.headers().firstValue("Strict-Transport-Security"))
            .hasValue("max-age=31536000");
      }
    }
  }

  @Test
  void theApiIsTheSameOverHttp2() throws Exception {
    Api anybody = api(Version.HTTP_2);
    Person person = anybody.newPerson("two");
    long room = person.api().newRoom("a room");
    for (int i = 0; i < 3; i++) {
      person.api().say(room, "message " + i);
    }
    Reply page = person.api().get(Api.messages(room) + "?page_size=2");
    assertThat(page.results()).hasSize(2);
    assertThat(page.json().getString("next"))
        .startsWith("https://127.0.0.1:%d/api/chat/rooms/".formatted(server.port()));
    assertThat(anybody.get(Api.messages(room)).status()).isEqualTo(401);
    assertThat(person.api().get(Api.messages(room + 1)).status()).isEqualTo(404);
    assertThat(person.api().get("/ws/chat/").status()).isEqualTo(426);
    JsonObject large = new JsonObject().put("content", "x".repeat(100_000));
    for (int i = 0; i < 3; i++) {
      assertThat(person.api().post(Api.messages(room), large).status()).isEqualTo(413);
    }
    assertThat(person.api().get(Api.messages(room)).results()).hasSize(3);
  }

  @Test
  void eventsStreamOverHttp2() throws Exception {
    Person person = api(Version.HTTP_2).newPerson("streamer");
    long room = person.api().newRoom("a room");
    HttpRequest request =
        person
            .api()
            .request("/api/chat/rooms/%d/events/".formatted(room))
            .header("Accept", "text/event-stream")
            .GET()
            .build();
    try (HttpClient client = client(Version.HTTP_2)) {
      var response = client.send(request, BodyHandlers.ofInputStream());
      assertThat(response.version()).isEqualTo(Version.HTTP_2);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        person.api().say(room, "heard");
        assertThat(lines.lines().filter(line -> line.startsWith("data:")).findFirst())
            .hasValueSatisfying(line -> assertThat(line).contains("heard"));
      }
      client.shutdownNow();
    }
  }

  @Test
  void socketsAreEncryptedToo() throws Exception {
    Person person = api(Version.HTTP_1_1).newPerson("talker");
    long room = person.api().newRoom("a room");
    RawSocket socket = socket(person);
    socket.say("send", "room", room, "content", "x".repeat(9_000), "key", "a");
    assertThat(socket.next("ack").getJsonObject("message").getString("content")).hasSize(9_000);
    assertThat(socket.next("message.created").getString("key")).isEqualTo("a");
    socket.close();
  }

  @Test
  void plainHttpIsNotAnsweredOnSuchAPort() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
      socket
          .getOutputStream()
          .write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void aNewCertificateIsShownToNewConnectionsAndOpenOnesStay() throws Exception {
    Person person = api(Version.HTTP_1_1).newPerson("stayer");
    RawSocket socket = socket(person);
    assertThat(shown()).isEqualTo(certificate.certificate());
    TestCertificate other = TestCertificate.of(directory, "RSA", "-1d", 90);
    other.writeTo(certificateFile, directory.resolve("not-yet.pem"));
    other.writeTo(certificateFile, keyFile);
    Await.until("the new certificate", () -> shown().equals(other.certificate()));
    socket.settle();
    certificate.writeTo(certificateFile, keyFile);
    Await.until("the old one again", () -> shown().equals(certificate.certificate()));
    socket.settle();
    socket.close();
  }

  /** What a new connection is shown. */
  private static Certificate shown() {
    try {
      NetSocket socket = NET.connect(server.port(), "127.0.0.1").await();
      Certificate shown = socket.peerCertificates().getFirst();
      socket.close().await();
      return shown;
    } catch (SSLPeerUnverifiedException e) {
      throw new AssertionError(e);
    }
  }
}
