package chat.parley.storage.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An operating system and processor that there are PostgreSQL binaries for.
 *
 * @param name as in the names of the archives on the class path, such as {@code linux-amd64}
 */
record Platform(String name) {

  static Platform current() throws EmbeddedPostgresException {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** The platform that Java's {@code os.name} and {@code os.arch} tell of. */
  static Platform of(String osName, String osArch) throws EmbeddedPostgresException {
    String system =
        switch (osName.toLowerCase(Locale.ROOT)) {
          case "linux" -> "linux";
          case "mac os x" -> "darwin";
          default -> osName;
        };
    String processor =
        switch (osArch) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64" -> "arm64v8";
          default -> osArch;
        };
    Platform platform = new Platform(system + "-" + processor);
    if (Platform.class.getResource(platform.archive()) == null) {
      throw new EmbeddedPostgresException(
          "there is no embedded PostgreSQL for "
              + osName
              + " on "
              + osArch
              + ": set PARLEY_DATABASE_URL to a PostgreSQL server of your own");
    }
    return platform;
  }

  /** The resource that holds the binaries. */
  String archive() {
    return "/postgres/" + name + ".tar.gz";
  }

  /** The version of the binaries, such as {@code 18.6.0}. */
  String version() throws IOException {
    String resource = "/postgres/" + name + ".version";
    try (InputStream version = Platform.class.getResourceAsStream(resource)) {
      if (version == null) {
        throw new IOException("the class path has no " + resource);
      }
      return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
