package chat.parley.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of the class path at an address, kept in memory once it was asked for. */
public final class StaticFile implements Endpoint {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "png", "image/png",
          "yaml", "application/yaml");

  private final String path;
  private final String type;
  private @Nullable Content content;

  private record Content(Buffer bytes, String etag) {}

  /**
   * @param path of the class path, without a slash before it
   */
  public StaticFile(String path) {
    this.path = path;
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    this.type = TYPES.getOrDefault(ending, "application/octet-stream");
  }

  @Override
  public String allow() {
    return "GET, HEAD, OPTIONS";
  }

  @Override
  public Future<Answer> answer(Exchange exchange) {
    HttpMethod method = exchange.method();
    if (method.equals(HttpMethod.OPTIONS)) {
      return Future.succeededFuture(Answer.empty());
    }
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      return Future.succeededFuture(
          ProblemAnswers.of(new chat.parley.problem.Problem.MethodNotAllowed(method.name())));
    }
    Content file = content();
    boolean known = file.etag().equals(exchange.header(HttpHeaders.IF_NONE_MATCH));
    Answer answer =
        known
            ? new Answer(304, null, List.of(), null)
            : new Answer(200, type, List.of(), file.bytes());
    return Future.succeededFuture(
        answer
            .with(HttpHeaders.ETAG, file.etag())
            .with(HttpHeaders.CACHE_CONTROL, "no-cache")
            .with("X-Content-Type-Options", "nosniff"));
  }

  private Content content() {
    Content loaded = content;
    if (loaded == null) {
      byte[] bytes = read(path);
      loaded = new Content(Buffer.buffer(bytes), etag(bytes));
      content = loaded;
    }
    return loaded;
  }

  private static byte[] read(String path) {
    try (InputStream stream = StaticFile.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + path);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(StandardCharsets.UTF_8.name(), e);
    }
  }
}
