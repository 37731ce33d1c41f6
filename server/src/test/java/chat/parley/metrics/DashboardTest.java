package chat.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.fixture.Api;
import chat.parley.fixture.Api.Person;
import chat.parley.fixture.Await;
import chat.parley.fixture.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard and the documentation name metrics that there are. */
final class DashboardTest {
  private static final Pattern NAME = Pattern.compile("\\b(?:parley|jvm|process)_[a-z_]+");

  @RegisterExtension
  static final TestServer SERVER = TestServer.withDefaults().with("PARLEY_METRICS_PORT", "0");

  @Test
  void everyMetricOfTheDashboardExists() throws IOException {
    Set<String> present = present();
    JsonArray panels =
        new JsonObject(Files.readString(Path.of("../deploy/grafana/parley.json")))
            .getJsonArray("panels");
    assertThat(panels).hasSizeGreaterThan(10);
    for (Object panel : panels) {
      for (Object target : ((JsonObject) panel).getJsonArray("targets", new JsonArray())) {
        Set<String> named = names(((JsonObject) target).getString("expr"));
        assertThat(named).isNotEmpty();
        assertThat(present).containsAll(named);
      }
    }
  }

  @Test
  void everyMetricOfTheDocumentationExists() throws IOException {
    Set<String> named = names(Files.readString(Path.of("../docs/operations.md")));
    named.removeIf(name -> !name.startsWith("parley_"));
    assertThat(named).hasSizeGreaterThan(10);
    Set<String> present = present();
    assertThat(named)
        .allMatch(name ->
            present.stream().anyMatch(one -> one.equals(name) || one.equals(name + "_count")));
  }

  private static Set<String> present() {
    Person person = SERVER.people(1).getFirst();
    long room = person.api().newRoom("a room");
    person.api().say(room, "something");
    person.api().get(Api.messages(room));
    person.api().get(Api.messages(room));
    Await.until(
        "all", () -> Scrape.of(SERVER).names().contains("parley_event_loop_lag_seconds_sum"));
    return Scrape.of(SERVER).names();
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
