package chat.parley.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.Server;
import chat.parley.config.Settings;
import chat.parley.fixture.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  @Test
  void everyTableOfTheSchemaIsCarriedOrLeftOutOnPurpose() throws Exception {
    List<String> tables =
        Store.empty()
            .texts(
                """
                SELECT c.relname
                  FROM pg_class c
                 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace\
                """);
    TreeSet<String> named = new TreeSet<>(Tables.MOVED);
    named.addAll(Tables.LEFT);
    assertThat(tables).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void everyColumnOfEveryTableComesBackAsItWas() throws Exception {
    Store from = Store.empty();
    Filling.fill(from);
    Store to = Store.empty();
    to.imports(from.exported());
    assertThat(to.content()).isEqualTo(from.content());
    assertThat(to.content().values()).allMatch(rows -> rows.size() == 3);
    assertThat(to.epoch()).isNotEqualTo(from.epoch());
  }

  @Test
  void newRowsGetIdsAboveAllThatWereEverGiven() throws Exception {
    Store from = Store.empty();
    from.execute(
        "INSERT INTO rooms (name) VALUES ('a'), ('b'); DELETE FROM rooms WHERE name = 'b'");
    Store to = Store.empty();
    to.imports(from.exported());
    String next = "INSERT INTO rooms (name) VALUES ('c') RETURNING id";
    assertThat(to.texts(next)).isEqualTo(from.texts(next)).containsExactly("3");
    assertThat(to.texts("INSERT INTO users (username, password) VALUES ('u', '') RETURNING id"))
        .containsExactly("1");
  }

  @Test
  void anExportOfTheSameDataIsTheSameButForItsFirstLine() throws Exception {
    Store from = Store.empty();
    Filling.fill(from);
    List<String> once = from.exported();
    List<String> again = from.exported();
    assertThat(again.subList(1, again.size())).isEqualTo(once.subList(1, once.size()));
    assertThat(once).hasSize(2 + 3 * Tables.MOVED.size());
  }

  @Test
  void aColumnThatAnOlderExportDoesNotHaveGetsItsDefault() throws Exception {
    Store to = Store.empty();
    to.imports(
        List.of(
            "{\"parley\":{\"format\":1,\"export\":\"old\",\"tables\":{\"rooms\":[\"id\",\"name\"]}}}",
            "{\"rooms\":{\"id\":7,\"name\":\"old\"}}",
            "{\"end\":{\"rows\":{\"rooms\":1}}}"));
    assertThat(to.texts("SELECT id || name || seq || (created_at IS NOT NULL) FROM rooms"))
        .containsExactly("7old0true");
  }

  @Test
  void whatIsNoWholeExportIsRefusedInOneLine() throws Exception {
    Store from = Store.empty();
    Filling.fill(from);
    List<String> whole = from.exported();
    assertRefused(List.of(), "the file is empty");
    assertRefused(List.of("hello"), "line 1: this is not JSON");
    assertRefused(List.of("[]"), "line 1: this is no line of a Parley export");
    assertRefused(whole.subList(1, 3), "line 1: this is not the beginning of a Parley export");
    assertRefused(
        with(whole, 0, whole.getFirst().replace("\"format\":1", "\"format\":2")),
        "the export is of format 2, and this Parley reads format 1");
    assertRefused(
        with(whole, 0, whole.getFirst().replace("\"seq\"", "\"sequel\"")),
        "the export has sequel of rooms, which this Parley does not know");
    assertRefused(
        with(whole, 1, "{\"users\":{\"id\":1,\"shoe_size\":44}}"),
        "line 2: users has other columns than the first line says");
    assertRefused(
        with(whole, 1, "{\"users\":{\"id\":1}}"), "cannot be stored: null value in column");
    assertRefused(
        with(whole, 1, "{\"cats\":{\"id\":1}}"), "line 2: the first line names no table cats");
    assertRefused(with(whole, 1, whole.getFirst()), "line 2: a second export begins");
    List<String> fewer = new ArrayList<>(whole);
    fewer.remove(2);
    assertRefused(fewer, "the file has %d rows, and says that it had".formatted(fewer.size() - 2));
    assertRefused(
        Stream.concat(whole.stream(), Stream.of("{}")).toList(),
        "there is more after the last line of the export");
  }

  @Test
  void aFileThatWasCutOffIsToldAndTheWholeOneGoesOnWithoutDoubles() throws Exception {
    Store from = Store.empty();
    Filling.fill(from);
    List<String> whole = from.exported();
    Store to = Store.empty();
    assertThatThrownBy(() -> to.imports(whole.subList(0, 9)))
        .hasMessageStartingWith("the file ends after line 9, and has no last line");
    assertThatThrownBy(() -> to.imports(from.exported()))
        .hasMessageContaining("the import of another export")
        .hasMessageContaining("was interrupted here");
    assertThatThrownBy(() -> serve(to).close())
        .hasMessageContaining("an import into this database was interrupted");
    String halfway = to.epoch();
    assertThat(to.imports(whole)).contains("Going on after line 9");
    assertThat(to.content()).isEqualTo(from.content());
    assertThat(to.epoch()).isNotEqualTo(halfway);
    assertThat(to.imports(whole)).contains("This export is here already: nothing to do.");
    serve(to).close();
  }

  @Test
  void aDatabaseThatHasOtherDataIsLeftAlone() throws Exception {
    Store from = Store.empty();
    Store to = Store.empty();
    to.execute("INSERT INTO users (username, password) VALUES ('somebody', '')");
    String epoch = to.epoch();
    assertThatThrownBy(() -> to.imports(from.exported()))
        .isInstanceOf(TransferException.class)
        .hasMessage("the database is not empty (it has users): an import needs a new one");
    assertThat(to.epoch()).isEqualTo(epoch);
  }

  @Test
  void aDatabaseThatAServerRunsOnIsLeftAlone() throws Exception {
    Store from = Store.empty();
    Store to = Store.empty();
    try (Server server = serve(to)) {
      assertThat(server.uri()).isNotNull();
      assertThatThrownBy(() -> to.imports(from.exported()))
          .hasMessage("a server is running on this database: stop it first");
    }
    to.imports(from.exported());
  }

  @Test
  void gzippedFilesAreKnownByTheirBytes(@TempDir Path directory) throws Exception {
    Store from = Store.empty();
    Filling.fill(from);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((String.join("\n", from.exported()) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Path file = directory.resolve("export");
    Files.write(file, bytes.toByteArray());
    Store to = Store.empty();
    to.imports(file);
    assertThat(to.content()).isEqualTo(from.content());
  }

  private static void assertRefused(List<String> lines, String why) {
    assertThatThrownBy(() -> Store.empty().imports(lines))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  private static List<String> with(List<String> lines, int index, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, line);
    return changed;
  }

  private static Server serve(Store store) throws Exception {
    return Server.start(
        Settings.from(
            Map.of(
                "PARLEY_PORT",
                "0",
                "PARLEY_DATABASE_URL",
                store.url(),
                "PARLEY_JWT_SECRET",
                TestServer.SIGNING_KEY)));
  }
}
