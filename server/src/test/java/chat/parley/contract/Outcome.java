package chat.parley.contract;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is compared of an answer.
 *
 * @param headers those of {@link #HEADERS} that the answer has
 * @param body the JSON value, or the start of any other text, {@link Json.Null} where the kind says all
 */
record Outcome(int status, Map<String, String> headers, Kind kind, Json body) {
  private static final List<String> HEADERS =
      List.of("Content-Type", "WWW-Authenticate", "Allow", "Location");
  private static final int TEXT_BYTES = 200;

  /** What a body is. */
  enum Kind {
    EMPTY,
    JSON,
    HTML,
    TEXT
  }

  /** Reads a recorded answer. */
  static Outcome recorded(Json.Obj recorded) {
    return new Outcome(
        Integer.parseInt(recorded.get("status").asText()),
        Step.texts(recorded.get("headers").asObject()),
        Kind.valueOf(recorded.get("kind").asText().toUpperCase(Locale.ROOT)),
        recorded.get("body"));
  }

  /** What to compare of an answer with this body, its volatile values replaced. */
  static Outcome of(Answer answer, Body body, Normalizer normalizer) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : HEADERS) {
      answer.header(name).ifPresent(value -> headers.put(name, header(name, value, normalizer)));
    }
    return new Outcome(answer.status(), headers, body.kind(), normalizer.normal(body.value()));
  }

  private static String header(String name, String value, Normalizer normalizer) {
    return switch (name) {
      case "Allow" ->
          Arrays.stream(value.split(",", -1))
              .map(String::strip)
              .sorted()
              .collect(Collectors.joining(", "));
      // Relative and absolute are the same place.
      case "Location" -> normalizer.link(value).replaceFirst("^<base>", "");
      default -> value;
    };
  }

  /** An answer's body as its client would read it. */
  record Body(Kind kind, Json value) {

    /** The body of an answer to a request of this method; that to a HEAD never counts. */
    static Body of(Answer answer, String method) {
      if (answer.isEmpty() || method.equals("HEAD")) {
        return new Body(Kind.EMPTY, new Json.Null());
      }
      try {
        return new Body(Kind.JSON, JsonReader.read(answer.text()));
      } catch (IOException e) {
        return answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html")
            ? new Body(Kind.HTML, new Json.Null())
            : new Body(Kind.TEXT, new Json.Text(answer.start(TEXT_BYTES)));
      }
    }
  }
}
