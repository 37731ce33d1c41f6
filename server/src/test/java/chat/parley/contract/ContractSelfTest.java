package chat.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contract.Outcome.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The replay itself: it passes what is as recorded, and sees each kind of difference. */
class ContractSelfTest {
  private static final Map<String, String> CREATED =
      Map.of("Content-Type", "application/json", "Allow", "GET, POST, HEAD, OPTIONS");
  private static final Map<String, String> SHOWN =
      Map.of("Content-Type", "application/json", "Allow", "GET, HEAD, OPTIONS");
  private static final String ROOM = room("[1,2,3]");

  private final StubServer server = new StubServer();
  private final Contract contract = new Contract(server.baseUrl());

  @BeforeEach
  void forgetTheRegistrations() {
    server.requests().clear();
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void allRecordedCasesCanBeRead() {
    List<ContractCase> cases = Contract.cases();
    assertThat(cases).hasSize(266).extracting(ContractCase::name).doesNotHaveDuplicates();
    assertThat(cases.stream().mapToInt(recorded -> recorded.steps().size()).sum()).isEqualTo(726);
  }

  @Test
  void answersAsRecordedPass() {
    answerTheRoomCase(ROOM);
    assertThat(replay("rooms_create_seed_example")).isEmpty();
    assertThat(server.requests())
        .hasSize(5)
        .first()
        .asString()
        .startsWith("POST /api/chat/rooms/ Bearer alice-")
        .endsWith("{\"name\": \"New Room\", \"participants\": [2, 3]}");
    assertThat(server.requests().getLast()).startsWith("GET /api/chat/rooms/71/ Bearer dave-");
  }

  @Test
  void aWrongStatusIsSeen() {
    server.answer(200, CREATED, ROOM);
    assertThat(replay("rooms_create_seed_example").getFirst())
        .contains("rooms_create_seed_example step 0: POST \"/api/chat/rooms/\" as alice")
        .contains(
            "sent: {\"name\": \"New Room\", \"participants\": [\"{bob.id}\", \"{carol.id}\"]}")
        .contains("status: want 201, got 200");
  }

  @Test
  void aWrongHeaderAndAMissingOneAreSeen() {
    server.answer(201, Map.of("Content-Type", "application/json; charset=utf-8"), ROOM);
    assertThat(replay("rooms_create_seed_example").getFirst())
        .contains(
            "Content-Type: want \"application/json\", got \"application/json; charset=utf-8\"")
        .contains("Allow: want \"GET, HEAD, OPTIONS, POST\", got none");
  }

  @Test
  void aWrongUserIsSeen() {
    answerTheRoomCase(room("[1,2,4]"));
    assertThat(replay("rooms_create_seed_example"))
        .hasSize(4)
        .allSatisfy(text ->
            assertThat(text)
                .contains("body $.participants[2]: want \"<user:carol>\", got \"<user:dave>\""));
  }

  @Test
  void aMissingKeyAndAnUnexpectedOneAreSeen() {
    server.answer(201, CREATED, "{\"id\":71,\"title\":\"New Room\",\"participants\":[1,2,3,4]}");
    assertThat(replay("rooms_create_seed_example").getFirst())
        .contains("body $.name: missing, want \"New Room\"")
        .contains("body $.title: unexpected \"New Room\"")
        .contains("body $.participants[3]: unexpected \"<user:dave>\"");
  }

  @Test
  void anotherRoomThanTheOneCreatedIsSeen() {
    server.answer(201, CREATED, ROOM);
    server.answer(200, SHOWN, ROOM.replace("71", "72"));
    assertThat(replay("rooms_create_seed_example").getFirst())
        .contains("step 1: GET \"/api/chat/rooms/{room}/\"")
        .contains("body $.id: want \"<room:1>\", got \"<room:?>\"");
  }

  @Test
  void aNumberInPlaceOfATextIsSeen() {
    server.answer(201, CREATED, ROOM.replace("\"New Room\"", "7"));
    assertThat(replay("rooms_create_seed_example").getFirst())
        .contains("body $.name: want \"New Room\", got 7");
  }

  @Test
  void aBodyThatIsNotJsonIsSeen() {
    server.answer(201, CREATED, ROOM + ROOM);
    assertThat(replay("rooms_create_seed_example").getFirst())
        .contains("body: want JSON")
        .contains("got TEXT \"{\\\"id\\\":71");
  }

  @Test
  void aStepIsNotSentWithoutTheValueItNeeds() {
    server.answer(500, CREATED, "{}");
    assertThat(replay("rooms_create_seed_example").get(1))
        .contains("not sent: placeholder {room} has no value");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aConnectionWithoutAnAnswerIsSeen() {
    server.hangUp();
    assertThat(replay("rooms_create_name_null").getFirst()).contains("no answer to compare: ");
  }

  @Test
  void aRepetitionWithAnotherStatusIsSeen() {
    server.answer(201, CREATED, ROOM);
    server.answer(201, CREATED, "{\"id\":1,\"content\":\"m1\"}");
    server.answer(429, CREATED, "{}");
    assertThat(replay("messages_list_walk").get(1))
        .contains("status: got 201, but 429 at repetition 2")
        .contains("status: want 201, got 429");
  }

  @Test
  void aChangedTimestampIsSeen() throws IOException {
    Names names = new Names(List.of());
    names.learn(JsonReader.read(message("2026-11-22T10:00:00.000001Z")));
    Normalizer normalizer = new Normalizer(names, "nonce", "localhost");
    assertThat(normalizer.normal(JsonReader.read(message("2026-11-22T10:00:00.000001Z"))))
        .hasToString(normalizer.normal(JsonReader.read(message("<timestamp>"))).toString());
    assertThat(normalizer.normal(JsonReader.read(message("2026-11-22T10:00:00.000002Z"))))
        .asString()
        .contains("<timestamp changed>");
  }

  @Test
  void bigNumbersAndLoneSurrogatesAreSentAsTheyAre() {
    replay("rooms_create_name_big_integer");
    replay("rooms_create_name_lone_surrogate");
    assertThat(server.requests().getFirst()).endsWith(" {\"name\": 1180591620717411303424}");
    assertThat(server.requests().getLast()).endsWith(" {\"name\": \"a\\ud800b\"}");
  }

  @Test
  void ofAnHtmlPageOnlyTheStatusCounts() throws IOException {
    Outcome page =
        outcome("{\"status\":404,\"headers\":{\"Content-Type\":\"text/html\"},\"kind\":\"html\"}");
    assertThat(Comparison.differences(page, new Outcome(404, SHOWN, Kind.EMPTY, new Json.Null())))
        .isEmpty();
    assertThat(Comparison.differences(page, new Outcome(405, SHOWN, Kind.EMPTY, new Json.Null())))
        .containsExactly("status: want 404, got 405");
  }

  @Test
  void onlyA204MayComeWithoutTheRecordedBody() throws IOException {
    String recorded = "{\"status\":%d,\"headers\":{},\"kind\":\"json\",\"body\":{}}";
    assertThat(
            Comparison.differences(
                outcome(recorded.formatted(204)),
                new Outcome(204, Map.of(), Kind.EMPTY, new Json.Null())))
        .isEmpty();
    assertThat(
            Comparison.differences(
                outcome(recorded.formatted(200)),
                new Outcome(200, Map.of(), Kind.EMPTY, new Json.Null())))
        .containsExactly("body: want JSON {}, got EMPTY null");
  }

  @Test
  void aKeyThatNothingReadsIsRefused() {
    assertThatThrownBy(() -> ContractCase.of((Json.Obj) JsonReader.read("{\"hook\":1}")))
        .hasMessageContaining("hook");
  }

  @Test
  void aRefusedRegistrationIsAFaultOfTheSetUp() {
    server.refuseRegistrations();
    assertThatThrownBy(() -> new Contract(server.baseUrl()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("POST /api/register/ answered 429");
  }

  private List<String> replay(String name) {
    return Contract.cases().stream()
        .filter(recorded -> recorded.name().equals(name))
        .findFirst()
        .map(contract::mismatches)
        .orElseThrow();
  }

  private void answerTheRoomCase(String room) {
    server.answer(201, CREATED, room);
    server.answer(200, SHOWN, room);
    server.answer(200, SHOWN, room);
    server.answer(200, SHOWN, room);
    server.answer(404, SHOWN, "{\"detail\":\"Not found.\"}");
  }

  private static Outcome outcome(String recorded) throws IOException {
    return Outcome.recorded(JsonReader.read(recorded).asObject());
  }

  private static String room(String participants) {
    return "{\"id\":71,\"name\":\"New Room\",\"participants\":%s}".formatted(participants);
  }

  private static String message(String timestamp) {
    return "{\"id\":5,\"content\":\"hi\",\"timestamp\":\"%s\"}".formatted(timestamp);
  }
}
