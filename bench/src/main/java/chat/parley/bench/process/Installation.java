package chat.parley.bench.process;

import java.nio.file.Path;
import java.util.Map;

/**
 * The Parley to be measured.
 *
 * @param root the repository, with {@code server/target/parley.jar} built
 * @param secret the signing key it is given, so that access tokens can be made without logging in
 */
public record Installation(Path root, String secret) {
  Path script() {
    return root.resolve("scripts/parley");
  }

  /** Its settings: the defaults, but for the limit of frames a second. */
  Map<String, String> environment(Path data) {
    return Map.of(
        "PARLEY_PORT", "0",
        "PARLEY_DATA_DIR", data.toString(),
        "PARLEY_DATABASE_URL", "",
        "PARLEY_JWT_SECRET", secret,
        "PARLEY_LIMITS", "off");
  }
}
