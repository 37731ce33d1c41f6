package chat.parley.bench.data;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The public API, one request after the other: for what is not measured. */
public final class Api implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;

  public Api(URI server) {
    this.server = server;
  }

  /** A page, as the user that a token is of. */
  public HttpResponse<byte[]> get(String path, String token) throws IOException {
    return send(request(path, token).GET().build());
  }

  public JsonObject json(String path, String token) throws IOException {
    return new JsonObject(io.vertx.core.buffer.Buffer.buffer(get(path, token).body()));
  }

  /** Posts; without a token where that is empty. */
  public JsonObject post(String path, String token, JsonObject body) throws IOException {
    HttpRequest request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return new JsonObject(io.vertx.core.buffer.Buffer.buffer(send(request).body()));
  }

  private HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() >= 400) {
        throw new IOException(
            "%s %s was answered %d: %s"
                .formatted(
                    request.method(),
                    request.uri(),
                    response.statusCode(),
                    new String(response.body(), java.nio.charset.StandardCharsets.UTF_8)));
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
