package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** History that a client has is not sent again, and history that has changed never is taken for old. */
final class HistoryConditionalTest {
  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private final Person ada = SERVER.people(1).getFirst();
  private final Person outsider = SERVER.people(1).getFirst();
  private final long room = ada.api().newRoom("kept");
  private final String path = Api.messages(room);

  private static Reply ask(Person who, String path, String etag) {
    return who.api().send(who.api().request(path).header("If-None-Match", etag).GET());
  }

  private HttpResponse<byte[]> bytes(String coding) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          ada.api().request(path).header("Accept-Encoding", coding).GET().build(),
          BodyHandlers.ofByteArray());
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    ada.api().say(room, "first");
    Reply page = ada.api().get(path);
    String etag = page.header("ETag").orElseThrow();
    Reply again = ask(ada, path, etag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("Room-Seq")).isEqualTo(page.header("Room-Seq"));
  }

  @Test
  void everyChangeShowsInTheNextAnswerOnWhateverEventLoop() {
    long message = ada.api().say(room, "as sent");
    for (int i = 0; i < 20; i++) {
      String etag = ada.api().get(path).header("ETag").orElseThrow();
      ada.api().put(path + message + "/", new JsonObject().put("content", "edit " + i));
      Reply fresh = ask(ada, path, etag);
      assertThat(fresh.status()).isEqualTo(200);
      assertThat(fresh.results().getJsonObject(0).getString("content")).isEqualTo("edit " + i);
      assertThat(ada.api().get(path).body()).isEqualTo(fresh.body());
    }
    ada.api().delete(path + message + "/");
    assertThat(ada.api().get(path).results()).isEmpty();
  }

  @Test
  void aKeptPageIsForParticipantsOnly() {
    ada.api().say(room, "for us");
    Reply kept = ada.api().get(path);
    assertThat(ada.api().get(path).body()).isEqualTo(kept.body());
    assertThat(outsider.api().get(path).status()).isEqualTo(404);
    assertThat(ask(outsider, path, kept.header("ETag").orElseThrow()).status()).isEqualTo(404);
  }

  @Test
  void aRoomAndTheListOfRoomsHaveTagsToo() {
    for (String address : new String[] {"/api/chat/rooms/" + room + "/", "/api/chat/rooms/"}) {
      String etag = ada.api().get(address).header("ETag").orElseThrow();
      assertThat(ask(ada, address, etag).status()).isEqualTo(304);
    }
    String etag = ada.api().get("/api/chat/rooms/").header("ETag").orElseThrow();
    ada.api().newRoom("another");
    assertThat(ask(ada, "/api/chat/rooms/", etag).status()).isEqualTo(200);
  }

  @Test
  void whoReadsGzipGetsGzip() {
    ada.api().say(room, "long ".repeat(100));
    Reply zipped = ada.api().send(ada.api().request(path).header("Accept-Encoding", "gzip").GET());
    assertThat(zipped.header("Content-Encoding")).contains("gzip");
    assertThat(zipped.header("Vary").orElseThrow()).contains("Accept-Encoding");
  }

  @Test
  void thePlainPageAndTheGzippedOneAreKeptEachForItself() throws Exception {
    ada.api().say(room, "long ".repeat(100));
    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> zipped = bytes("gzip");
      HttpResponse<byte[]> plain = bytes("identity");
      assertThat(zipped.headers().firstValue("ETag")).isEqualTo(plain.headers().firstValue("ETag"));
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
        assertThat(unzipped.readAllBytes()).isEqualTo(plain.body());
      }
    }
  }
}
