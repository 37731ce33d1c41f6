package chat.parley.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in what an answer differs from the recorded one. Three things are forgiven: a 204 may come
 * without the body that was recorded, as RFC 9110 section 15.3.5 demands; where the recording is a
 * framework's HTML page, only status and {@code Location} count; the reason of a JSON parse error is
 * left out by the {@link Normalizer}.
 */
final class Comparison {
  private static final int BRIEF_CHARS = 220;

  private final List<String> differences = new ArrayList<>();

  private Comparison() {}

  /** One line for each difference, none if the answer is as recorded. */
  static List<String> differences(Outcome want, Outcome got) {
    Comparison comparison = new Comparison();
    comparison.compare(want, got);
    return comparison.differences;
  }

  /** The value in ASCII, shortened in its middle if it is long. */
  static String brief(Json value) {
    String text = JsonWriter.spaced(value);
    return text.length() <= BRIEF_CHARS
        ? text
        : "%s ...(%d)... %s"
            .formatted(text.substring(0, 150), text.length(), text.substring(text.length() - 50));
  }

  private void compare(Outcome want, Outcome got) {
    if (want.status() != got.status()) {
      differences.add("status: want %d, got %d".formatted(want.status(), got.status()));
    }
    if (want.headers().containsKey("Location")) {
      header("Location", want, got);
    }
    String mediaType = want.headers().getOrDefault("Content-Type", "application/json");
    if (!mediaType.startsWith("application/json")) {
      return;
    }
    boolean bodyless = want.status() == 204 && got.kind() == Outcome.Kind.EMPTY;
    if (!bodyless) {
      header("Content-Type", want, got);
    }
    header("WWW-Authenticate", want, got);
    header("Allow", want, got);
    if (!bodyless) {
      body(want, got);
    }
  }

  private void header(String name, Outcome want, Outcome got) {
    String wanted = want.headers().get(name);
    String found = got.headers().get(name);
    if (!Objects.equals(wanted, found)) {
      differences.add("%s: want %s, got %s".formatted(name, quoted(wanted), quoted(found)));
    }
  }

  private void body(Outcome want, Outcome got) {
    if (want.kind() != got.kind()) {
      differences.add(
          "body: want %s %s, got %s %s"
              .formatted(want.kind(), brief(want.body()), got.kind(), brief(got.body())));
    } else {
      compare("$", want.body(), got.body());
    }
  }

  private void compare(String path, Json want, Json got) {
    if (want instanceof Json.Obj wanted && got instanceof Json.Obj found) {
      Set<String> names = new LinkedHashSet<>(wanted.fields().keySet());
      names.addAll(found.fields().keySet());
      names.forEach(name -> member(path + "." + name, field(wanted, name), field(found, name)));
    } else if (want instanceof Json.Arr(var wanted) && got instanceof Json.Arr(var found)) {
      for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
        member("%s[%d]".formatted(path, i), item(wanted, i), item(found, i));
      }
    } else if (!want.equals(got)) {
      differences.add("body %s: want %s, got %s".formatted(path, brief(want), brief(got)));
    }
  }

  private void member(String path, @Nullable Json want, @Nullable Json got) {
    if (want != null && got != null) {
      compare(path, want, got);
    } else if (want != null) {
      differences.add("body %s: missing, want %s".formatted(path, brief(want)));
    } else if (got != null) {
      differences.add("body %s: unexpected %s".formatted(path, brief(got)));
    }
  }

  private static @Nullable Json field(Json.Obj object, String name) {
    return object.fields().get(name);
  }

  private static @Nullable Json item(List<Json> items, int index) {
    return index < items.size() ? items.get(index) : null;
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "none" : brief(new Json.Text(value));
  }
}
