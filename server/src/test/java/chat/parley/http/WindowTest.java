package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.TestServer;
import chat.parley.fixture.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
  private static final int ROOMS = 7;
  private static final String PATH = "/api/chat/rooms/";

  @RegisterExtension static final TestServer SERVER = TestServer.withDefaults();

  private static Person person;

  @BeforeAll
  static void enterRooms() {
    person = SERVER.api().newPerson("person");
    for (int i = 0; i < ROOMS; i++) {
      person.api().newRoom("room " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 20, 0",
    "limit=5&offset=10, 5, 10",
    "limit=100, 100, 0",
    "limit=101, 100, 0",
    "limit=99999999999999999999, 100, 0",
    "limit=0, 20, 0",
    "limit=-1, 20, 0",
    "limit=x, 20, 0",
    "limit=1.5, 20, 0",
    "limit=, 20, 0",
    "limit=%203%20, 3, 0",
    "limit=%2B3, 3, 0",
    "limit=%D9%A3, 20, 0",
    "limit=1&limit=2, 2, 0",
    "offset=-1, 20, 0",
    "offset=x, 20, 0",
    "offset=99999999999999999999, 20, 9223372036854775807"
  })
  void whatCannotBeReadCountsAsNotGiven(String query, int limit, long offset) {
    assertThat(Window.of(Query.parse(query))).isEqualTo(new Window(limit, offset));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "'',                 none,                none",
        "?limit=7,           none,                none",
        "?limit=3,           ?limit=3&offset=3,   none",
        "?limit=3&offset=3,  ?limit=3&offset=6,   ?limit=3",
        "?limit=3&offset=2,  ?limit=3&offset=5,   ?limit=3",
        "?limit=3&offset=6,  none,                ?limit=3&offset=3",
        "?limit=3&offset=99, none,                ?limit=3&offset=96",
        "?offset=5,          none,                ?limit=20",
        "?limit=3&a=b+%C3%A9, ?a=b+%C3%A9&limit=3&offset=3, none"
      })
  void linksLeadToTheNeighbours(String query, String next, String previous) {
    JsonObject page = person.api().get(PATH + query).json();
    String address = SERVER.uri() + PATH;
    assertThat(page.getInteger("count")).isEqualTo(ROOMS);
    assertThat(page.getString("next")).isEqualTo(next == null ? null : address + next);
    assertThat(page.getString("previous")).isEqualTo(previous == null ? null : address + previous);
  }

  @Test
  void followingTheLinksShowsEveryRoomOnceThereAndBack() {
    JsonObject page = person.api().get("/api/chat/rooms?limit=2").json();
    List<Object> there = new ArrayList<>(ids(page));
    while (page.getString("next") != null) {
      page = person.api().get(page.getString("next")).json();
      there.addAll(ids(page));
    }
    List<Object> back = new ArrayList<>(ids(page).reversed());
    while (page.getString("previous") != null) {
      page = person.api().get(page.getString("previous")).json();
      back.addAll(ids(page).reversed());
    }
    assertThat(there).hasSize(ROOMS).doesNotHaveDuplicates();
    assertThat(back.reversed()).isEqualTo(there);
  }

  @Test
  void aLinkNamesTheHostThatTheClientNamed() throws Exception {
    try (Wire wire = Wire.open(SERVER.port())) {
      wire.send(
          "GET %s?limit=1 HTTP/1.1\r\nHost: chat.example:8443\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(PATH, person.access()));
      assertThat(wire.read("GET").json().getString("next"))
          .isEqualTo("http://chat.example:8443/api/chat/rooms/?limit=1&offset=1");
    }
  }

  private static List<Object> ids(JsonObject page) {
    JsonArray results = page.getJsonArray("results");
    return results.stream().map(room -> ((JsonObject) room).getValue("id")).toList();
  }

  @Test
  void historyLinksKeepTheSizeOfThePage() {
    Api api = SERVER.api().newPerson("another").api();
    long room = api.newRoom("history");
    for (int i = 0; i < 3; i++) {
      api.say(room, "message " + i);
    }
    String address = SERVER.uri() + Api.messages(room);
    JsonObject page = api.get(Api.messages(room) + "?page_size=2").json();
    assertThat(page.getString("next")).startsWith(address + "?cursor=").endsWith("&page_size=2");
    assertThat(page.getString("previous")).isNull();
  }
}
