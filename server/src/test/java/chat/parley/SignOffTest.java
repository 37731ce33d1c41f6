package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.command.ParleyCli;
import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.RawSocket;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.TestSockets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that are called back, on two nodes of one database. */
final class SignOffTest {
  private static final int SIGNED_OFF = 4403;

  /** It takes two seconds where the machine is not busy with other tests. */
  private static final Duration SOON = Duration.ofSeconds(10);

  @RegisterExtension static final TestServer HERE = TestServer.withDefaults();
  @RegisterExtension static final TestSockets SOCKETS = TestSockets.to(HERE);
  private static TestServer there;

  @BeforeAll
  static void startAnotherNode() throws Exception {
    there = TestServer.withDefaults().with("PARLEY_DATABASE_URL", HERE.databaseUrl());
    there.start();
  }

  @AfterAll
  static void stop() {
    there.close();
  }

  private static Reply logIn(Person person, String password) {
    return logIn(HERE, person, password);
  }

  private static Reply logIn(TestServer node, Person person, String password) {
    JsonObject login =
        new JsonObject().put("username", person.username()).put("password", password);
    return node.api().post("/api/token/", login);
  }

  private static int refresh(TestServer node, Person person) {
    JsonObject body = new JsonObject().put("refresh", person.refresh());
    return node.api().post("/api/token/refresh/", body).status();
  }

  private static int me(TestServer node, Person person) {
    return node.api().as(person.access()).get("/api/users/me/").status();
  }

  private static int parley(String... arguments) {
    return ParleyCli.on(HERE).run(arguments).exitCode();
  }

  private static Reply verify(TestServer node, String token) {
    return node.api().post("/api/token/verify/", new JsonObject().put("token", token));
  }

  private static void signOffEverywhere(Person person) {
    assertThat(person.api().post("/api/token/revoke-all/", new JsonObject()).status())
        .isEqualTo(200);
  }

  @Test
  void signingOffEverywhereEndsAllTokensBeforeItIsAnswered() {
    Person person = HERE.api().newPerson("leaver");
    assertThat(verify(HERE, person.access()).status()).isEqualTo(200);
    signOffEverywhere(person);
    assertThat(me(HERE, person)).isEqualTo(401);
    assertThat(refresh(HERE, person)).isEqualTo(401);
    for (String token : List.of(person.access(), person.refresh())) {
      Reply reply = verify(HERE, token);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.body())
          .isEqualTo("{\"detail\":\"Token is blacklisted\",\"code\":\"token_not_valid\"}");
    }
    Await.until(SOON, () -> me(there, person) == 401);
    assertThat(refresh(there, person)).isEqualTo(401);
    assertThat(verify(there, person.access()).status()).isEqualTo(401);
  }

  /** On the other node, too, which may not have heard of it: renewing and logging in ask the database. */
  @Test
  void renewingEndsOnEveryNodeAtOnceAndWhoLogsInRightAfterwardsIsIn() {
    Person person = HERE.api().newPerson("back");
    for (int i = 0; i < 5; i++) {
      JsonObject before = logIn(person, Api.PASSWORD).json();
      signOffEverywhere(person.as(before));
      assertThat(refresh(there, person.as(before))).isEqualTo(401);
      Person again = person.as(logIn(there, person, Api.PASSWORD).json());
      assertThat(me(HERE, again)).isEqualTo(200);
      assertThat(me(there, again)).isEqualTo(200);
      JsonObject renewed =
          HERE.api()
              .post("/api/token/refresh/", new JsonObject().put("refresh", again.refresh()))
              .json();
      assertThat(me(there, person.as(renewed))).isEqualTo(200);
      assertThat(me(HERE, person.as(before))).isEqualTo(401);
    }
  }

  @Test
  void eventStreamsEndToo() throws Exception {
    Person person = HERE.api().newPerson("reader");
    long room = person.api().newRoom("a room");
    HttpRequest request =
        person
            .api()
            .request("/api/chat/rooms/%d/events/".formatted(room))
            .header("Accept", "text/event-stream")
            .GET()
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      InputStream events = client.send(request, BodyHandlers.ofInputStream()).body();
      there.api().as(person.access()).post("/api/token/revoke-all/", new JsonObject());
      CompletableFuture<Integer> end =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return events.readAllBytes().length;
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              Thread::startVirtualThread);
      Await.until(SOON, end::isDone);
      assertThat(end.join()).isLessThan(100);
    }
  }

  @Test
  void openSocketsAreClosedAndThoseOfOthersAreNot() {
    Person person = HERE.api().newPerson("watcher");
    Person other = HERE.api().newPerson("other");
    RawSocket socket = SOCKETS.logIn(person);
    RawSocket others = SOCKETS.logIn(other);
    there.api().as(person.access()).post("/api/token/revoke-all/", new JsonObject());
    Await.until(SOON, () -> socket.socket().isClosed());
    assertThat(socket.closeCode()).isEqualTo(SIGNED_OFF);
    others.settle();
  }

  @Test
  void aLockedAccountIsOutAtOnceAndInAgainOnlyWithANewLogin() throws Exception {
    Person person = HERE.api().newPerson("locked");
    RawSocket socket = SOCKETS.logIn(person);
    assertThat(parley("user", "disable", person.username())).isZero();
    Await.until(SOON, () -> socket.socket().isClosed());
    assertThat(socket.closeCode()).isEqualTo(SIGNED_OFF);
    Await.until(SOON, () -> me(HERE, person) == 401 && me(there, person) == 401);
    assertThat(refresh(HERE, person)).isEqualTo(401);
    assertThat(logIn(person, Api.PASSWORD).body()).isEqualTo(logIn(person, "wrong").body());
    assertThat(parley("user", "enable", person.username())).isZero();
    Await.until(SOON, () -> logIn(person, Api.PASSWORD).status() == 200);
    assertThat(me(HERE, person)).isEqualTo(401);
  }

  @Test
  void anotherPasswordEndsWhatTheOldOneOpened() throws Exception {
    Person person = HERE.api().newPerson("changer");
    List<String> command = List.of("user", "password", person.username());
    assertThat(ParleyCli.on(HERE).run("Other#Quartz-8820\n", command).exitCode()).isZero();
    Await.until(SOON, () -> me(HERE, person) == 401 && me(there, person) == 401);
    assertThat(refresh(there, person)).isEqualTo(401);
    assertThat(logIn(person, Api.PASSWORD).status()).isEqualTo(401);
    assertThat(logIn(person, "Other#Quartz-8820").status()).isEqualTo(200);
  }

  @Test
  void nobodyIsLockedOutWhoIsNotThere() throws Exception {
    assertThat(parley("user", "disable", "nobody-at-all")).isEqualTo(1);
  }
}
