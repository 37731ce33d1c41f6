package chat.parley.web;

import chat.parley.http.Answer.Header;
import chat.parley.http.Routes;
import chat.parley.http.StaticFile;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page at {@code /}, its assets, and {@code /parley.js}, the widget; none of them where the server
 * was built without the client.
 */
public final class ClientFiles {
  private static final String FOLDER = "client/";
  private static final String LIST = FOLDER + "files";
  private static final Header CHECKED = new Header(HttpHeaders.CACHE_CONTROL, "no-cache");

  /** The names of assets change with what is in them. */
  private static final Header FOR_GOOD =
      new Header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");

  private static final Header POLICY =
      new Header(
          "Content-Security-Policy",
          String.join(
              "; ",
              "default-src 'none'",
              "script-src 'self'",
              "style-src 'self'",
              "img-src 'self' data:",
              "connect-src 'self'",
              "manifest-src 'self'",
              "base-uri 'none'",
              "form-action 'none'",
              "frame-ancestors 'none'"));

  private ClientFiles() {}

  public static void addTo(Routes routes) {
    for (String file : files()) {
      routes.add("/" + file, new StaticFile(FOLDER + file, headers(file)));
      if (file.equals("index.html")) {
        routes.add("/", new StaticFile(FOLDER + file, headers(file)));
      }
    }
  }

  private static List<Header> headers(String file) {
    if (file.startsWith("assets/")) {
      return List.of(FOR_GOOD);
    }
    if (file.endsWith(".html")) {
      return List.of(CHECKED, POLICY);
    }
    return file.equals("parley.js")
        ? List.of(
            CHECKED,
            new Header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            new Header("Cross-Origin-Resource-Policy", "cross-origin"))
        : List.of(CHECKED);
  }

  private static List<String> files() {
    try (InputStream list = ClientFiles.class.getClassLoader().getResourceAsStream(LIST)) {
      return list == null
          ? List.of()
          : new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
