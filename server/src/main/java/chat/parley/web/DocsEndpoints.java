package chat.parley.web;

import chat.parley.http.Answer.Header;
import chat.parley.http.Routes;
import chat.parley.http.StaticFile;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** {@code /api/schema/} (OpenAPI 3.1) and {@code /api/docs/}: Swagger UI, with nothing from outside. */
public final class DocsEndpoints {
  private static final String POM = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private static final Header CHECKED = new Header(HttpHeaders.CACHE_CONTROL, "no-cache");

  /** Swagger UI writes styles into its elements, and draws with pictures of its own. */
  private static final Header POLICY =
      new Header(
          "Content-Security-Policy",
          String.join(
              "; ",
              "default-src 'none'",
              "script-src 'self'",
              "style-src 'self' 'unsafe-inline'",
              "img-src 'self' data:",
              "connect-src 'self'",
              "base-uri 'none'",
              "form-action 'none'",
              "frame-ancestors 'none'"));

  private DocsEndpoints() {}

  public static void addTo(Routes routes) {
    String swagger = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
    routes
        .add("/api/schema/", new StaticFile("openapi.yaml"))
        .add("/api/docs/", new StaticFile("docs/index.html", List.of(CHECKED, POLICY)))
        .add("/api/docs/start.js", new StaticFile("docs/start.js"))
        .add("/api/docs/swagger-ui.css", new StaticFile(swagger + "swagger-ui.css"))
        .add("/api/docs/swagger-ui-bundle.js", new StaticFile(swagger + "swagger-ui-bundle.js"))
        .add("/api/docs/favicon-32x32.png", new StaticFile(swagger + "favicon-32x32.png"));
  }

  private static String version() {
    try (InputStream pom = DocsEndpoints.class.getClassLoader().getResourceAsStream(POM)) {
      if (pom == null) {
        throw new IllegalStateException("Swagger UI is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(pom);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
