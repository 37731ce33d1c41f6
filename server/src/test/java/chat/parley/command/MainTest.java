package chat.parley.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Await;
import chat.parley.fixture.PassableDirectory;
import chat.parley.fixture.Program;
import chat.parley.fixture.Program.Ended;
import chat.parley.fixture.Reply;
import chat.parley.fixture.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line, run as operators run it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@Order(0)
class MainTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir(factory = PassableDirectory.class)
  private static Path directory;

  private static Program parley;

  @BeforeAll
  static void choose() {
    parley = Program.on(directory.resolve("data"));
  }

  @Test
  void helpNamesTheCommands() {
    Ended help = parley.run("", "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.output()).contains("serve", "user", "token", "seed", "PARLEY_");
    assertThat(help.errors()).isEmpty();
  }

  @Test
  void versionIsOneLine() {
    Ended version = parley.run("", "--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.output()).matches("parley \\S+\\R");
    assertThat(version.errors()).isEmpty();
  }

  @Test
  void aWrongSettingStopsTheStartWithOneLine() {
    Ended refused = parley.with("PARLEY_PORT", "80a").run("", "serve");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors())
        .matches("parley: PARLEY_PORT is \"80a\": wanted a whole number from 0 to 65535\\R");
    assertThat(refused.output()).isEmpty();
  }

  @Test
  void aPortThatIsTakenStopsTheStartWithOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Ended refused = parley.with("PARLEY_PORT", port).run("");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errors())
          .matches(
              "parley: cannot listen on 127\\.0\\.0\\.1 port %s: .*in use.*\\R".formatted(port));
      assertThat(refused.output()).isEmpty();
    }
  }

  @Test
  void aServerThatIsReadySaysSoInOneLineAndNothingElse() {
    try (ServerProcess server = parley.serve()) {
      assertThat(server.api().get("/health/ready").status()).isEqualTo(200);
      assertThat(server.terminate()).isZero();
      assertThat(server.output()).isEqualTo("Parley is ready at %s\n".formatted(server.uri()));
      assertThat(server.errors()).isEmpty();
    }
  }

  @Test
  void aServerThatIsStoppedFinishesWhatRunsAndExitsWithZero() throws IOException {
    try (ServerProcess server = parley.serve()) {
      Api.Person person = server.api().newPerson("slow");
      String body = new JsonObject().put("name", "the last").encode();
      try (Socket socket = connect(server.uri())) {
        String request =
            """
            POST /api/chat/rooms/ HTTP/1.1
            Host: parley
            Authorization: Bearer %s
            Content-Type: application/json
            Content-Length: %d

            """
                .formatted(person.access(), body.length())
                .replace("\n", "\r\n");
        send(socket, request + body.substring(0, 5));
        server.interrupt();
        Await.until(SOON, () -> isClosed(server.uri()));
        send(socket, body.substring(5));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 201 ").endsWith("}");
      }
      assertThat(server.awaitEnd()).isZero();
      // A busy machine may be slow with the person's registration, and say so.
      assertThat(server.errors().lines()).allMatch(line -> line.contains("slow request"));
    }
  }

  @Test
  void aConnectionThatAsksNothingDoesNotHoldUpTheStop() throws IOException {
    try (ServerProcess server = parley.serve();
        Socket idle = connect(server.uri())) {
      send(idle, "GET /health/live HTTP/1.1\r\nHost: parley\r\n\r\n");
      assertThat(idle.getInputStream().read()).isEqualTo('H');
      long since = System.nanoTime();
      assertThat(server.terminate()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void anAccountMadeByHandLogsInAndActsByAPrintedToken() {
    Ended added = parley.run(Api.PASSWORD + "\n", "user", "add", "ada");
    assertThat(added.exitCode()).isZero();
    assertThat(added.output()).matches("Added ada with id \\d+\\.\n");
    assertThat(added.errors()).isEmpty();
    Ended printed = parley.run("", "token", "ada");
    assertThat(printed.exitCode()).isZero();
    try (ServerProcess server = parley.serve()) {
      Reply me = server.api().as(printed.output().strip()).get("/api/users/me/");
      assertThat(me.json().getString("username")).isEqualTo("ada");
      assertThat(logIn(server, "ada").status()).isEqualTo(200);
    }
  }

  @Test
  void accountsAreMadeAndTokensPrintedWhileTheServerRuns() {
    try (ServerProcess server = parley.serve()) {
      Ended added =
          parley.run(Api.PASSWORD + "\n", "user", "add", "bob", "--email", "bob@b.example");
      assertThat(added.output()).matches("Added bob with id \\d+\\.\n");
      assertThat(added.errors()).isEmpty();
      Ended printed = parley.run("", "token", "bob");
      Reply me = server.api().as(printed.output().strip()).get("/api/users/me/");
      assertThat(me.json().getString("email")).isEqualTo("bob@b.example");
      assertThat(logIn(server, "bob").status()).isEqualTo(200);
      assertThat(server.terminate()).isZero();
    }
  }

  @Test
  void somebodyGetsANewPasswordByHand() {
    assertThat(parley.run(Api.PASSWORD + "\n", "user", "add", "lin").exitCode()).isZero();
    assertThat(parley.run("another one: Quartz-7719\n", "user", "password", "lin"))
        .isEqualTo(new Ended(0, "lin has a new password, and is signed out everywhere.\n", ""));
    assertThat(parley.run("another one: Quartz-7719\n", "user", "password", "nobody"))
        .isEqualTo(new Ended(1, "", "parley: there is no user nobody\n"));
    try (ServerProcess server = parley.serve()) {
      assertThat(logIn(server, "lin").status()).isEqualTo(401);
    }
  }

  @Test
  void anAccountThatCannotBeMadeIsRefusedInOneLine() {
    assertThat(parley.run("12345678\n", "user", "add", "eve"))
        .satisfies(refused -> {
          assertThat(refused.exitCode()).isEqualTo(1);
          assertThat(refused.errors()).matches("parley: This password is .*\n");
        });
    assertThat(parley.run("", "token", "eve"))
        .isEqualTo(new Ended(1, "", "parley: there is no user eve\n"));
  }

  @Test
  void aSecondServerOnTheSameDataIsRefusedInOneLine() {
    try (ServerProcess server = parley.serve()) {
      Ended second = parley.run("", "serve");
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.errors())
          .startsWith("parley: the data directory ")
          .contains("is in use by another process")
          .containsOnlyOnce("\n");
      assertThat(server.api().get("/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void logLinesAreJsonWhereThatIsAskedFor() throws IOException {
    Path data = directory.resolve("data");
    try (ServerProcess server = parley.with("PARLEY_LOG_FORMAT", "json").serve()) {
      Path pidFile = data.resolve("db/postmaster.pid");
      long postgres = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      ProcessHandle.of(postgres).orElseThrow().destroyForcibly();
      Await.until(SOON, () -> server.errors().contains("\n"));
      assertThat(server.errors().lines())
          .map(JsonObject::new)
          .extracting(line -> line.getString("level"))
          .contains("WARN");
    }
  }

  private static Reply logIn(ServerProcess server, String username) {
    return server
        .api()
        .post(
            "/api/token/",
            new JsonObject().put("username", username).put("password", Api.PASSWORD));
  }

  private static Socket connect(URI server) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout((int) SOON.toMillis());
    return socket;
  }

  private static boolean isClosed(URI server) {
    try (Socket socket = connect(server)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}
