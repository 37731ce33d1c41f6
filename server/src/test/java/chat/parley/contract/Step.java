package chat.parley.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request of a case and the answer recorded for it. Texts may hold placeholders such as {@code
 * {room}} or {@code {alice.id}}, see {@link Placeholders}.
 *
 * @param as the user whose access token goes along, or empty for nobody
 * @param path the target, or a link that an earlier answer brought
 * @param headers replace those that {@link StepRequest} would send; without a value: send none of this name
 * @param repeat how often to send it, 1 or more; all answers should have one status
 * @param save what later steps need of the answer: names, each with its dotted path in the body
 * @param note why this is as it is, for people
 */
record Step(
    Optional<String> as,
    String method,
    String path,
    Map<String, Optional<String>> headers,
    Body body,
    int repeat,
    Map<String, String> save,
    String note,
    Outcome expect) {
  private static final Set<String> KEYS =
      Set.of(
          "as",
          "method",
          "path",
          "headers",
          "body",
          "body_b64",
          "repeat",
          "save",
          "note",
          "expect");

  /** What a request carries. */
  sealed interface Body {
    /** No body, and no length either. */
    record None() implements Body {}

    /** Any bytes, in Base64. */
    record Bytes(String base64) implements Body {}

    /** A text that goes out as it is: perhaps no JSON, perhaps with a key twice. */
    record Verbatim(String text) implements Body {}

    /** A JSON value. */
    record Document(Json value) implements Body {}
  }

  /**
   * Reads a step.
   *
   * @throws IllegalArgumentException when it has a key that would silently go unused
   */
  static Step of(Json.Obj step) {
    refuseUnknown(step, KEYS);
    return new Step(
        text(step.get("as")),
        step.get("method").asText(),
        step.get("path").asText(),
        headers(step.get("headers").asObject()),
        body(step),
        step.get("repeat") instanceof Json.Whole times ? times.value().intValueExact() : 1,
        texts(step.get("save").asObject()),
        text(step.get("note")).orElse(""),
        Outcome.recorded(step.get("expect").asObject()));
  }

  /** The fields of an object that holds texts only. */
  static Map<String, String> texts(Json.Obj object) {
    Map<String, String> texts = new HashMap<>();
    object.fields().forEach((name, value) -> texts.put(name, value.asText()));
    return texts;
  }

  /**
   * Makes sure that an object has no other keys than these.
   *
   * @throws IllegalArgumentException when it has
   */
  static void refuseUnknown(Json.Obj object, Set<String> keys) {
    Set<String> unknown = new HashSet<>(object.fields().keySet());
    unknown.removeAll(keys);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("a case has keys that nothing reads: " + unknown);
    }
  }

  /** Whether it has a say about this header, if only to leave it out. */
  boolean sets(String header) {
    return headers.keySet().stream().anyMatch(header::equalsIgnoreCase);
  }

  private static Body body(Json.Obj step) {
    if (step.get("body_b64") instanceof Json.Text base64) {
      return new Body.Bytes(base64.value());
    }
    return switch (step.get("body")) {
      case Json.Null() -> new Body.None();
      case Json.Text text -> new Body.Verbatim(text.value());
      case Json value -> new Body.Document(value);
    };
  }

  private static Map<String, Optional<String>> headers(Json.Obj headers) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    headers.fields().forEach((name, value) -> values.put(name, text(value)));
    return values;
  }

  private static Optional<String> text(Json value) {
    return value instanceof Json.Text text ? Optional.of(text.value()) : Optional.empty();
  }
}
