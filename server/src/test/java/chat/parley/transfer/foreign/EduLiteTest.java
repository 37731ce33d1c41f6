package chat.parley.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.Api;
import chat.parley.fixture.Reply;
import chat.parley.fixture.TestPostgres;
import chat.parley.fixture.TestServer;
import chat.parley.transfer.TransferException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that Django 5.2 and pg_dump 15 made of a database with EduLite's tables. */
class EduLiteTest {
  private static final Path DUMPS = Path.of("src/test/resources/foreign");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"edulite.json", "edulite.jsonl", "edulite.sql"})
  void peopleGoOnWithTheirRoomsMessagesAndPasswords(String dump) throws Exception {
    Imported imported = Imported.of(ForeignImport.EDULITE, DUMPS.resolve(dump));
    assertThat(imported.stored())
        .isEqualTo(Map.of("users", 4L, "rooms", 2L, "participants", 4L, "messages", 5L));
    try (Server server = serve(imported.url())) {
      Reply login = logIn(server, "ada");
      assertThat(login.status()).isEqualTo(200);
      Api ada = new Api(server.uri()).as(login.json().getString("access"));
      assertThat(ada.get("/api/users/me/").json())
          .isEqualTo(
              new JsonObject().put("id", 3).put("username", "ada").put("email", "ada@example.org"));
      assertThat(ada.get("/api/chat/rooms/?expand=unread").results().encode())
          .contains("\"id\":6,\"name\":\"Chat 6\",\"participants\":[3,11],\"unread\":1,\"read\":0")
          .contains(
              "\"id\":5,\"name\":\"General\",\"participants\":[3,7],\"unread\":1,\"read\":110");
      JsonObject changes = ada.get("/api/chat/rooms/5/changes/").json();
      assertThat(changes.getInteger("to")).isEqualTo(4);
      assertThat(changes.getJsonArray("messages").stream().map(JsonObject.class::cast))
          .extracting(message -> message.getString("content"))
          .containsExactly(
              "Hello, Grace!",
              "Hello\n\"Ada\" \\ \t é \ud83d\ude80",
              "not read yet",
              "I have left");
      assertThat(ada.say(5, "from Parley")).isEqualTo(112);
      assertThat(logIn(server, "grace.hopper").status()).isEqualTo(200);
      assertThat(logIn(server, "left").status()).isEqualTo(401);
      assertThat(logIn(server, "md5").status()).isEqualTo(401);
    }
  }

  @Test
  void whatHasNoPlaceIsReported() throws Exception {
    assertThat(Imported.of(ForeignImport.EDULITE, DUMPS.resolve("edulite.json")).report())
        .isEqualTo(
            """
            Not carried over as it was:
                       1  auth.user who is not active: stored without a password
                       1  auth.user.first_name: left out
                       1  auth.user.is_staff: left out
                       1  auth.user.password that Parley cannot check: left out
                       1  chat.chatroom.creator: left out
                       1  chat.chatroom.editors: left out
                       2  chat.chatroom.room_type: left out
                       2  chat.chatroom.updated_at: left out
                       1  chat.chatroominvitation: records left out
            """);
  }

  @Test
  void recordsMayComeInAnyOrderTwiceOrWithoutThoseTheyReferTo() throws Exception {
    Imported imported =
        imported(
            """
            {"model":"chat.message","pk":9,"fields":{"chat_room":1,"sender":5,"content":"b"}}
            {"model":"chat.message","pk":8,"fields":{"chat_room":1,"sender":2,"content":"a\\u0000",
              "created_at":"yesterday","mood":"happy"}}
            {"model":"chat.message","pk":8,"fields":{"chat_room":1,"sender":2,"content":"again"}}
            {"model":"chat.message","pk":7,"fields":{"chat_room":4,"sender":2,"content":"lost"}}
            {"model":"chat.chatroom","pk":1,"fields":{"name":"r","participants":[2,3]}}
            {"model":"auth.user","pk":2,"fields":{"username":"ada","password":"!x"}}
            """);
    assertThat(
            imported.rows("SELECT id || ' ' || seq || ' ' || sender_id || content FROM messages"))
        .containsExactly("8 1 2a", "9 2 5b");
    assertThat(imported.rows("SELECT id || username FROM users ORDER BY id"))
        .containsExactly("2ada", "5unknown-5");
    assertThat(imported.report())
        .contains("1  messages without their room: dropped")
        .contains("1  messages that are there twice: stored once")
        .contains("1  senders who are not among the users: named unknown-...")
        .contains("1  participants who are not among the users, or without their room: dropped")
        .contains("1  chat.message.created_at that is no time: left out")
        .contains("4  chat.message without a time: given that of the import")
        .contains("1  chat.message.mood: left out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"model":"auth.user","fields":{"username":"a"}} | a auth.user has the key ""
          {"model":"auth.user","pk":"x","fields":{}} | has the key "x": whole numbers are wanted
          {"model":"chat.message","pk":1,"fields":{"sender":["ada"]}} | refers to ""
          [{"id":1}] | this is no output of manage.py dumpdata
          [{"model":"auth.user","pk":1, | dump, line 1: Unexpected end-of-input
          [1] | dump, line 1: an object was to come
          PGDMP | is an archive of pg_dump
          SQLite format 3 | manage.py dumpdata auth.user chat
          INSERT INTO auth_user VALUES (1); | line 1: this dump has INSERTs
          """)
  void whatIsNoDumpIsRefusedAndNothingIsStored(String dump, String why) throws Exception {
    String url = TestPostgres.shared().newDatabase();
    Path file = Files.writeString(directory.resolve("dump"), dump);
    assertThatThrownBy(() -> Imported.of(ForeignImport.EDULITE, file, url))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(why);
    assertThat(new Imported(url, Map.of(), "").rows("SELECT 1 FROM users")).isEmpty();
  }

  @Test
  void aDatabaseThatHasDataIsLeftAlone() throws Exception {
    Path dump = DUMPS.resolve("edulite.json");
    String url = Imported.of(ForeignImport.EDULITE, dump).url();
    assertThatThrownBy(() -> Imported.of(ForeignImport.EDULITE, dump, url))
        .hasMessage(
            "the database is not empty (it has users, rooms, participants, messages): an import needs a new one");
  }

  private Imported imported(String lines) throws Exception {
    return Imported.of(ForeignImport.EDULITE, Files.writeString(directory.resolve("dump"), lines));
  }

  private static Reply logIn(Server server, String name) {
    return new Api(server.uri())
        .post("/api/token/", new JsonObject().put("username", name).put("password", Api.PASSWORD));
  }

  private static Server serve(String url) throws Exception {
    return Server.start(
        Settings.from(
            Map.of(
                "PARLEY_PORT",
                "0",
                "PARLEY_DATABASE_URL",
                url,
                "PARLEY_JWT_SECRET",
                TestServer.SIGNING_KEY)));
  }
}
