package chat.parley.web;

import chat.parley.http.Routes;
import chat.parley.http.StaticFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** {@code /api/schema/} (OpenAPI 3.1) and {@code /api/docs/}: Swagger UI, with nothing from outside. */
public final class DocsEndpoints {
  private static final String POM = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private DocsEndpoints() {}

  public static void addTo(Routes routes) {
    String swagger = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
    routes
        .add("/api/schema/", new StaticFile("openapi.yaml"))
        .add("/api/docs/", new StaticFile("docs/index.html"))
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
