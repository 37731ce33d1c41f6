import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A short conversation with a server that has nothing in it: what it loads and compiles for that is what
 * scripts/warm-up keeps beside the jar. Run as {@code java WarmUp.java http://127.0.0.1:8080}.
 */
final class WarmUp {
  private static final int TURNS = 300;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;
  private String token = "";

  private WarmUp(URI server) {
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    new WarmUp(URI.create(arguments[0])).run();
  }

  private void run() throws Exception {
    String account = "{\"username\": \"%s\", \"password\": \"nanoseconds-of-wire\"}";
    String grace = id(ask("POST", "/api/register/", account.formatted("grace")));
    ask("POST", "/api/register/", account.formatted("ada"));
    token = text(ask("POST", "/api/token/", account.formatted("ada")), "access");
    String name = "{\"name\": \"General\", \"participants\": [%s]}";
    String room = "/api/chat/rooms/" + id(ask("POST", "/api/chat/rooms/", name.formatted(grace)));
    String id = room.replaceAll("\\D", "");

    CountDownLatch heard = new CountDownLatch(TURNS);
    WebSocket socket = listen(heard);
    socket.sendText("{\"type\": \"auth\", \"token\": \"%s\"}".formatted(token), true).join();
    for (int turn = 0; turn < TURNS; turn++) {
      String said = "{\"content\": \"Message %d, and a few words more\"}".formatted(turn);
      String message = id(ask("POST", room + "/messages/", said));
      String frame = "{\"type\": \"send\", \"room\": %s, \"content\": \"%d\", \"key\": \"k%d\"}";
      socket.sendText(frame.formatted(id, turn, turn), true).join();
      ask("GET", room + "/messages/", "");
      ask("GET", room + "/messages/?page_size=20", "");
      ask("GET", "/api/chat/rooms/?expand=unread,last_message&ordering=-activity", "");
      ask("GET", room + "/", "");
      ask("GET", room + "/changes/?since=" + turn, "");
      ask("PUT", room + "/read/", "{\"message\": %s}".formatted(message));
      ask("GET", "/api/users/me/", "");
      if (turn % 10 == 0) {
        ask("PATCH", room + "/messages/" + message + "/", "{\"content\": \"Edited\"}");
        ask("GET", "/api/users/?search=gr", "");
        ask("GET", "/health/ready", "");
        ask("GET", room + "/messages/" + message + "/", "");
        ask("DELETE", room + "/messages/" + message + "/", "");
      }
    }
    if (!heard.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the socket was not told what was sent");
    }
    ask("GET", "/api/docs/", "");
    ask("GET", "/api/schema/", "");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private WebSocket listen(CountDownLatch heard) {
    URI address = URI.create(server.toString().replaceFirst("http", "ws") + "/ws/chat/");
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.countDown();
            socket.request(1);
            return null;
          }
        };
    return client.newWebSocketBuilder().buildAsync(address, listener).join();
  }

  /** Every second answer is asked for in gzip, as browsers do. */
  private String ask(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (path.hashCode() % 2 == 0 && method.equals("GET")) {
      request.header("Accept-Encoding", "gzip");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String id(String json) {
    return first(json, "\"id\":(\\d+)");
  }

  private static String text(String json, String name) {
    return first(json, "\"" + name + "\":\"([^\"]+)\"");
  }

  private static String first(String json, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException(pattern + " is not in " + json);
    }
    return matcher.group(1);
  }
}
