package chat.parley;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk is full, on a small one of its own; that needs the right to mount one. */
final class FullDiskTest {
  /** What is taken byte by byte: a moment's work, and room for what PostgreSQL writes meanwhile. */
  private static final int LEAST_LEFT = 1 << 20;

  @TempDir(factory = PassableDirectory.class)
  private Path disk;

  private Server server;
  private Api.Person person;
  private long room;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=220m,mode=711", "tmpfs", disk.toString()),
        "no disk may be mounted here");
    server = Server.start(settings());
    person = new Api(server.uri()).newPerson("person");
    room = person.api().newRoom("a room");
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private Settings settings() {
    return Settings.from(
        Map.of(
            "PARLEY_DATA_DIR", disk.resolve("data").toString(),
            "PARLEY_PORT", "0",
            "PARLEY_LIMITS", "off"));
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  private Reply send(String content) {
    return person.api().post(Api.messages(room), new JsonObject().put("content", content));
  }

  private Reply read() {
    return person.api().get(Api.messages(room));
  }

  private JsonObject readiness() {
    return new Api(server.uri()).get("/health/ready").json();
  }

  /** Takes all that there is, at once: who goes on and on taking takes the reserve, too. */
  private Path fill() throws IOException, InterruptedException {
    Path filler = disk.resolve("filler");
    long most = Files.getFileStore(disk).getUsableSpace() - LEAST_LEFT;
    assertThat(run("fallocate", "-l", Long.toString(most), filler.toString())).isTrue();
    byte[] piece = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(filler, APPEND)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  @Test
  void sendsAreAnswered503AndReadsGoOnUntilThereIsRoomAgain() throws Exception {
    assertThat(send("before").status()).isEqualTo(201);
    Path filler = fill();
    Await.until("a refusal", () -> send("meanwhile").status() == 503);
    Reply refusal = send("meanwhile");
    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.header("Retry-After")).isPresent();
    assertThat(readiness().getString("status")).isEqualTo("degraded");
    assertThat(readiness().getJsonObject("parts").getString("disk")).startsWith("down: ");
    assertThat(read().body()).contains("\"before\"");

    assertThat(
            person
                .api()
                .post("/api/token/refresh/", new JsonObject().put("refresh", person.refresh()))
                .status())
        .as("who reads can go on to")
        .isEqualTo(200);

    String postmaster = Files.readAllLines(disk.resolve("data/db/postmaster.pid")).getFirst();
    assertThat(run("kill", "-9", postmaster)).isTrue();
    Await.until("PostgreSQL is back", () -> read().status() == 200);
    assertThat(send("meanwhile").status()).isEqualTo(503);

    Files.delete(filler);
    Await.until("room again", () -> send("after").status() == 201);
    assertThat(read().body()).contains("\"before\"", "\"after\"");
    assertThat(readiness().getString("status")).isEqualTo("ok");
  }
}
