package chat.parley.web;

import chat.parley.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the recorded contract.
 *
 * @param path without its query; placeholders such as <code>{room}</code> stand for ids
 * @param body the JSON value, with placeholders; null where there is none or it is not recorded
 */
record RecordedAnswer(String name, String method, String path, int status, @Nullable Object body) {

  /** All recorded answers, but for those of links that other answers brought. */
  static List<RecordedAnswer> all() {
    URL folder = Objects.requireNonNull(RecordedAnswer.class.getResource("/contract/cases"));
    List<RecordedAnswer> answers = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      for (Path file : files.sorted().toList()) {
        for (Node recorded : new Node(Json.decode(Files.readAllBytes(file))).items()) {
          recorded.at("steps").items().stream()
              .map(step -> of(recorded.at("name").text(), step))
              .filter(answer -> answer.path.startsWith("/"))
              .forEach(answers::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return answers;
  }

  /** Whether it came from a path with these variable places. */
  boolean isOf(String template) {
    String pattern = template.replaceAll("\\{\\w+}", "(\\\\d+|\\\\{\\\\w+})");
    return path.matches(pattern + "?");
  }

  private static RecordedAnswer of(String name, Node step) {
    Node expected = step.at("expect");
    return new RecordedAnswer(
        name,
        step.at("method").text(),
        step.at("path").text().replaceAll("\\?.*", ""),
        expected.at("status").value() instanceof Number status ? status.intValue() : 0,
        expected.at("body").value());
  }
}
