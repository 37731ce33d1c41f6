package chat.parley.http;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of the class path at an address; kept in memory, plain and gzipped, once it was asked for. */
public final class StaticFile implements Endpoint {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webmanifest", "application/manifest+json",
          "yaml", "application/yaml");

  private final String path;
  private final String type;
  private final List<Answer.Header> headers;
  private @Nullable FileContent content;

  /**
   * A file that may change with the next version: clients ask each time whether it has.
   *
   * @param path of the class path, without a slash before it
   */
  public StaticFile(String path) {
    this(path, List.of(new Answer.Header(HttpHeaders.CACHE_CONTROL, "no-cache")));
  }

  /** A file with headers of its own. */
  public StaticFile(String path, List<Answer.Header> headers) {
    this.path = path;
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    this.type = TYPES.getOrDefault(ending, "application/octet-stream");
    this.headers = headers;
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
      return Future.failedFuture(new ProblemException(new Problem.MethodNotAllowed(method.name())));
    }
    FileContent file = content();
    Answer answer =
        Conditional.isKnown(exchange, file.etag())
            ? new Answer(304, null, List.of(), null)
            : full(file, Gzip.isAccepted(exchange));
    answer =
        answer
            .with(HttpHeaders.ETAG, file.etag())
            .with(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    for (Answer.Header header : headers) {
      answer = answer.with(header.name(), header.value());
    }
    return Future.succeededFuture(answer);
  }

  private Answer full(FileContent file, boolean zipped) {
    Answer answer = new Answer(200, type, List.of(), zipped ? file.gzipped() : file.plain());
    return zipped ? answer.with(HttpHeaders.CONTENT_ENCODING, Gzip.NAME) : answer;
  }

  private FileContent content() {
    FileContent loaded = content;
    if (loaded == null) {
      loaded = FileContent.ofClassPath(path);
      content = loaded;
    }
    return loaded;
  }
}
