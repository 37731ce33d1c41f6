package chat.parley.contract;

import chat.parley.contract.Answer.Header;
import chat.parley.contract.Step.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request of a step, with the values that its placeholders have at this moment. */
final class StepRequest {
  private final String method;
  private final String target;
  private final List<Header> headers;
  private final byte @Nullable [] body;

  /**
   * Fills in the placeholders.
   *
   * @throws Placeholders.UnresolvedException when one has no value
   */
  StepRequest(Step step, Placeholders placeholders) {
    this.method = step.method();
    this.target = target(placeholders.text(step.path()));
    this.body = bytes(step.body(), placeholders);
    this.headers = headers(step, placeholders);
  }

  Answer send(RawHttp http) throws IOException {
    return http.send(method, target, headers, body);
  }

  /** The {@code Host} that it names itself, if it does. */
  Optional<String> host() {
    return Header.find(headers, "Host");
  }

  /** The path and query of a link; a path as it is. */
  private static String target(String path) {
    return path.replaceFirst("^https?://[^/?#]*([^#]*).*", "$1");
  }

  private static byte @Nullable [] bytes(Body body, Placeholders placeholders) {
    return switch (body) {
      case Body.None() -> null;
      case Body.Bytes(String base64) -> Base64.getDecoder().decode(base64);
      case Body.Verbatim(String text) -> Wtf8.encode(placeholders.text(text));
      case Body.Document(Json value) ->
          JsonWriter.spaced(placeholders.resolve(value)).getBytes(StandardCharsets.US_ASCII);
    };
  }

  private static List<Header> headers(Step step, Placeholders placeholders) {
    List<Header> headers = new ArrayList<>();
    if (!(step.body() instanceof Body.None) && !step.sets("Content-Type")) {
      headers.add(new Header("Content-Type", "application/json"));
    }
    if (!step.sets("Authorization")) {
      step.as()
          .map(alias -> placeholders.text("{" + alias + ".access}"))
          .ifPresent(access -> headers.add(new Header("Authorization", "Bearer " + access)));
    }
    step.headers()
        .forEach((name, value) ->
            value.ifPresent(text -> headers.add(new Header(name, placeholders.text(text)))));
    return headers;
  }
}
