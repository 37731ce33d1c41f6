package chat.parley.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest {
  private static final String USERS =
      """
      [{"id":"U1","team_id":"T1","name":"ada","profile":{"email":"ada@example.org","title":"Countess"}},
       {"id":"U2","name":"grace hopper!","deleted":true,"profile":{}},
       {"id":"U3","name":"ada","profile":{"real_name":"another"}}]
      """;

  private static final Map<String, String> EXPORT =
      Map.of(
          "users.json",
          USERS,
          "channels.json",
          """
          [{"id":"C1","name":"general","created":1531420000,"members":["U1","U2"],
            "topic":{"value":"all"},"is_archived":false}]
          """,
          "dms.json",
          "[{\"id\":\"D1\",\"created\":1531420000,\"members\":[\"U1\",\"U3\"]}]",
          "mpims.json",
          "[{\"id\":\"G1\",\"name\":\"mpdm-ada--grace-1\",\"members\":[\"U1\",\"U2\",\"U3\"]}]",
          "canvases.json",
          "[]",
          "general/2018-07-13.json",
          """
          [{"type":"message","user":"U2","text":"second day","ts":"1531500000.000100",
            "files":[{"id":"F1","name":"engine.pdf"}],"reactions":[{"name":"tada"}]},
           {"type":"message","subtype":"bot_message","bot_id":"B1","username":"Build Bot","text":"",
            "attachments":[{"fallback":"built &amp; shipped"}],"ts":"1531500001.000000"},
           {"type":"message","user":"U9","text":"who am I","ts":"1531500002.000000",
            "thread_ts":"1531420618.000200"}]
          """,
          "general/2018-07-12.json",
          """
          [{"type":"message","user":"U1","text":"hi <@U2>, see <https://example.org|this> in <#C1|general>",
            "ts":"1531420618.000200","edited":{"user":"U1","ts":"1531420700.000000"}},
           {"type":"message","subtype":"channel_join","user":"U2","text":"<@U2> has joined",
            "ts":"1531420600.000000"}]
          """,
          "D1/2018-07-12.json",
          "[{\"type\":\"message\",\"user\":\"U3\",\"text\":\"psst\",\"ts\":\"1531420650.000000\"}]");

  @TempDir private Path directory;

  @Test
  void peopleRoomsAndMessagesOfAllDaysAreThereInOrder() throws Exception {
    Imported imported = Imported.of(ForeignImport.SLACK, zip(EXPORT, ""));
    assertThat(imported.rows("SELECT id || ' ' || username || ' ' || email || password FROM users"))
        .containsExactly(
            "1 ada ada@example.org!",
            "2 grace_hopper_ !",
            "3 ada-u3 !",
            "4 Build_Bot !",
            "5 unknown-u9 !");
    assertThat(
            imported.rows(
                """
                SELECT r.name || ' ' || r.seq || ' ' || (
                         SELECT string_agg(p.user_id || ':' || p.read_id, ' ' ORDER BY p.user_id)
                           FROM participants p WHERE p.room_id = r.id)
                  FROM rooms r ORDER BY r.id
                """))
        .containsExactly(
            "general 5 1:6 2:6", "mpdm-ada--grace-1 0 1:0 2:0 3:0", "ada, ada 1 1:3 3:3");
    assertThat(
            imported.rows(
                """
                SELECT id || ' ' || room_id || '/' || seq || ' ' || sender_id || ' ' || content
                       || coalesce(' ' || (edited_at AT TIME ZONE 'UTC')::time(0)::text, '')
                  FROM messages ORDER BY id
                """))
        .containsExactly(
            "1 1/1 2 @grace_hopper_ has joined",
            "2 1/2 1 hi @grace_hopper_, see this (https://example.org) in #general 18:38:20",
            "3 3/1 3 psst",
            "4 1/3 2 second day\n[file: engine.pdf]",
            "5 1/4 4 built & shipped",
            "6 1/5 5 who am I");
    assertThat(imported.rows("SELECT created_at AT TIME ZONE 'UTC' FROM messages WHERE id = 2"))
        .containsExactly("2018-07-12 18:36:58.0002");
    assertThat(imported.report())
        .isEqualTo(
            """
            Not carried over as it was:
                       1  channel.topic: left out
                       1  file canvases.json: left out
                       1  message in a thread: stands in the room's own order
                       1  message.attachments of a message without text: kept as text
                       1  message.files: named in the text, not copied
                       1  message.reactions: left out
                       1  message.subtype bot_message: kept as text
                       1  message.subtype channel_join: kept as text
                       1  senders who are not among the users: named unknown-...
                       1  user.deleted: stored all the same, as the sender of messages
                       1  user.profile.real_name: left out
                       1  user.profile.title: left out
                       1  users of the same name: given a longer one
            """);
  }

  @Test
  void anExportInAFolderOfItsOwnIsTheSame() throws Exception {
    assertThat(Imported.of(ForeignImport.SLACK, zip(EXPORT, "Team export/")).stored())
        .isEqualTo(Map.of("users", 5L, "rooms", 3L, "participants", 7L, "messages", 6L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      textBlock =
          """
          <@U2> -> @grace
          <@U7> -> @U7
          <@U7|gone> -> @gone
          <!here> <!channel> -> @here @channel
          <!subteam^S1|@devs> -> @devs
          <!date^1392734382^{date}|Feb 18> -> Feb 18
          <#C9> -> #C9
          <https://a.example> -> https://a.example
          <https://a.example|a.example> -> https://a.example
          <https://a.example?x=1&amp;y=2|a> -> a (https://a.example?x=1&y=2)
          <mailto:a@b.example|a@b.example> -> a@b.example
          1 &lt; 2 &amp;&amp; 3 &gt; 2 -> 1 < 2 && 3 > 2
          <> & < -> <> & <
          """)
  void textIsPlain(String slack, String plain) {
    assertThat(new SlackText(Map.of("U2", "grace")).plain(slack)).isEqualTo(plain);
  }

  @Test
  void whatIsNoExportIsRefused() throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "hello");
    assertThatThrownBy(() -> Imported.of(ForeignImport.SLACK, text))
        .hasMessageContaining("is no zip");
    assertThatThrownBy(() -> Imported.of(ForeignImport.SLACK, zip(Map.of("a", "b"), "")))
        .hasMessage("this is no Slack export: it has no users.json");
    assertThatThrownBy(() -> Imported.of(ForeignImport.SLACK, zip(Map.of("users.json", "[{"), "")))
        .hasMessageStartingWith("users.json, line 1: ");
  }

  @Test
  void aBombIsNotUnpacked() throws Exception {
    Map<String, String> bomb = new TreeMap<>(EXPORT);
    bomb.put("general/2018-07-14.json", "[" + " ".repeat(17 << 20) + "]");
    assertThatThrownBy(() -> Imported.of(ForeignImport.SLACK, zip(bomb, "")))
        .hasMessageContaining("2018-07-14.json unpacks to more than 200 times its size");
  }

  private Path zip(Map<String, String> files, String folder) throws Exception {
    Path file = Files.createTempFile(directory, "export", ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(folder + entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
