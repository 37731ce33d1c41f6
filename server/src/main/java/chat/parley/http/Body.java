package chat.parley.http;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request's body: bounded, arrived within 30 s, JSON or nothing. */
public final class Body {
  /** What a body may be. */
  public record Bounds(int mostBytes, Duration arrival) {
    /** How long any body may take. */
    static final Duration ARRIVAL = Duration.ofSeconds(30);

    public Bounds(int mostBytes) {
      this(mostBytes, ARRIVAL);
    }
  }

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

  private final String contentType;
  private final Buffer bytes;

  private Body(String contentType, Buffer bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /**
   * Starts to read; to be called in the same tick that brought the request.
   *
   * @param bounds how large the body may be, and how long it may take
   * @return fails with {@code TooLarge}, {@code TooSlow} or {@code NotJson}; what then still comes is
   *     not kept
   */
  static Future<Body> read(Vertx vertx, HttpServerRequest request, Bounds bounds) {
    String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
    Promise<Body> promise = Promise.promise();
    Buffer bytes = Buffer.buffer();
    long timer =
        vertx.setTimer(
            bounds.arrival().toMillis(),
            id -> promise.tryFail(new ProblemException(Problem.TooSlow.BODY)));
    request.handler(chunk -> {
      if (bytes.length() + chunk.length() <= bounds.mostBytes()) {
        bytes.appendBuffer(chunk);
      } else {
        promise.tryFail(new ProblemException(new Problem.TooLarge(bounds.mostBytes())));
      }
    });
    request.endHandler(
        end -> promise.tryComplete(new Body(contentType == null ? "" : contentType, bytes)));
    request.exceptionHandler(
        broken -> promise.tryFail(new ProblemException(Problem.NotJson.BROKEN_OFF, broken)));
    if (declaredLength(request) > bounds.mostBytes()) {
      promise.tryFail(new ProblemException(new Problem.TooLarge(bounds.mostBytes())));
    } else if (HttpHeaders.CONTINUE
        .toString()
        .equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /**
   * The body's fields; none where there is no body.
   *
   * @throws ProblemException of {@code UnsupportedMediaType}, {@code NotJson} or {@code Invalid}
   */
  @SuppressWarnings("unchecked")
  public Fields fields() {
    if (bytes.length() == 0) {
      return new Fields(Map.of());
    }
    if (!MediaTypes.includes(contentType, Answer.JSON)) {
      throw new ProblemException(new Problem.UnsupportedMediaType(contentType));
    }
    Object document = Json.decode(bytes.getBytes(), charset());
    return switch (document) {
      case Map<?, ?> object -> new Fields((Map<String, @Nullable Object>) object);
      case null -> throw invalid("No data provided");
      default ->
          throw invalid(
              "Invalid data. Expected a dictionary, but got %s."
                  .formatted(Fields.typeName(document)));
    };
  }

  /** What the content type names, if it is known here, with hyphens or without; else UTF-8. */
  private Charset charset() {
    Matcher named = CHARSET.matcher(contentType);
    if (!named.find()) {
      return StandardCharsets.UTF_8;
    }
    String name = named.group(1);
    return Stream.of(name, name.replaceAll("[-_]", ""))
        .filter(Body::isKnown)
        .findFirst()
        .map(Charset::forName)
        .orElse(StandardCharsets.UTF_8);
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private static ProblemException invalid(String text) {
    return new ProblemException(new Problem.Invalid(Map.of("non_field_errors", List.of(text))));
  }

  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
