package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Spoils requests: method, path, query and headers. What it does depends on its random numbers alone. */
final class Mutations {
  private final Random random;
  private final OddBodies bodies;
  private final OddCredentials credentials;

  Mutations(Random random, OddCredentials credentials) {
    this.random = random;
    this.bodies = new OddBodies(random);
    this.credentials = credentials;
  }

  /** One to three changes; now and then none. */
  Draft apply(Draft valid) {
    List<UnaryOperator<Draft>> kinds =
        List.of(
            this::method,
            this::path,
            this::query,
            this::header,
            this::authorization,
            this::body,
            this::body);
    Draft draft = valid;
    for (int left = random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(3); left > 0; left--) {
      draft = kinds.get(random.nextInt(kinds.size())).apply(draft);
    }
    return draft;
  }

  private Draft method(Draft draft) {
    return draft.withMethod(any(OddTexts.METHODS));
  }

  private Draft path(Draft draft) {
    String[] segments = draft.path().split("/", -1);
    int place = random.nextInt(segments.length);
    String path =
        switch (random.nextInt(7)) {
          case 0 -> draft.path().replaceFirst("/$", "");
          case 1 -> draft.path() + "/";
          case 2 -> draft.path() + any(OddTexts.SEGMENTS);
          case 3 -> "http://elsewhere" + draft.path();
          case 4 -> escaped(draft.path());
          default -> {
            String[] changed = Arrays.copyOf(segments, segments.length);
            changed[place] = any(OddTexts.SEGMENTS);
            yield String.join("/", changed);
          }
        };
    return draft.withTarget(path + draft.query());
  }

  private String escaped(String path) {
    int place = random.nextInt(path.length());
    return "%s%%%02x%s"
        .formatted(path.substring(0, place), (int) path.charAt(place), path.substring(place + 1));
  }

  private Draft query(Draft draft) {
    StringBuilder query = new StringBuilder(draft.query().isEmpty() ? "?" : draft.query() + "&");
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      query
          .append(any(OddTexts.PARAMETERS))
          .append(random.nextInt(8) == 0 ? "" : "=")
          .append(any(OddTexts.PARAMETER_VALUES))
          .append('&');
    }
    return draft.withTarget(draft.path() + query);
  }

  private Draft header(Draft draft) {
    return switch (random.nextInt(6)) {
      case 0 -> draft.with("Content-Type", any(OddTexts.MEDIA_TYPES));
      case 1 -> draft.without("Content-Type");
      case 2 -> draft.with("Accept", any(OddTexts.MEDIA_TYPES));
      case 3 -> draft.without("Host");
      default -> draft.with(any(OddTexts.HEADERS), any(OddTexts.HEADER_VALUES));
    };
  }

  private Draft authorization(Draft draft) {
    return random.nextInt(8) == 0
        ? draft.without("Authorization")
        : draft.with("Authorization", credentials.next(draft));
  }

  private Draft body(Draft draft) {
    Buffer body = draft.body();
    return draft.withBody(body == null && random.nextBoolean() ? null : bodies.next(body));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
