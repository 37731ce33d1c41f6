package chat.parley.deploy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads files of the repository that no Java reads otherwise. */
final class DeployFile {
  /** What people write into {@code deploy/.env}. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+(:\\?[^}]*)?}");

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private DeployFile() {}

  static String text(String path) {
    try {
      return Files.readString(Path.of("..", path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of one YAML document, with a secret for each variable in it. */
  static JsonObject yaml(String path) {
    String text = VARIABLE.matcher(text(path)).replaceAll(SECRET);
    Map<String, Object> fields = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new JsonObject(fields);
  }

  /** The fields of an object, as texts. */
  static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.forEach(field -> texts.put(field.getKey(), String.valueOf(field.getValue())));
    return texts;
  }

  /** A file of settings, with those that are there to be uncommented. */
  static Map<String, String> environment(String path) {
    Properties properties = new Properties();
    try {
      properties.load(new java.io.StringReader(text(path).replaceAll("(?m)^#(?=PARLEY_)", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    properties.forEach((name, value) -> texts.put((String) name, (String) value));
    return texts;
  }

  /** What a line of a file says after a pattern, once. */
  static String value(String path, String pattern) {
    Matcher matcher = Pattern.compile("(?m)^\\s*" + pattern + "(.+)$").matcher(text(path));
    if (!matcher.find()) {
      throw new AssertionError("%s has no line %s".formatted(path, pattern));
    }
    return matcher.group(1).strip();
  }

  /** {@code 20s}. */
  static Duration seconds(String text) {
    return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
  }
}
