package chat.parley.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How connections are encrypted (RFC 8446).
 *
 * @param certificate a PEM file: the server's certificate, and those that lead from it to a known authority
 * @param key a PEM file: the certificate's private key, not encrypted
 */
public record Tls(Path certificate, Path key) {
  private static final String CERTIFICATE = "PARLEY_TLS_CERT";
  private static final String KEY = "PARLEY_TLS_KEY";

  /** Empty where neither is named. */
  static Optional<Tls> of(Environment environment) {
    Optional<Path> certificate = environment.text(CERTIFICATE).map(text -> file(CERTIFICATE, text));
    Optional<Path> key = environment.text(KEY).map(text -> file(KEY, text));
    if (certificate.isPresent() != key.isPresent()) {
      throw ConfigurationException.of(
          certificate.isPresent() ? KEY : CERTIFICATE,
          "",
          "a file, since %s is set".formatted(certificate.isPresent() ? CERTIFICATE : KEY));
    }
    return certificate.map(file -> new Tls(file, key.orElseThrow()));
  }

  /** The certificate cannot be used. */
  public ConfigurationException badCertificate(String wanted) {
    return ConfigurationException.of(CERTIFICATE, certificate.toString(), wanted);
  }

  /** The key cannot be used. */
  public ConfigurationException badKey(String wanted) {
    return ConfigurationException.of(KEY, key.toString(), wanted);
  }

  private static Path file(String setting, String text) {
    try {
      Path file = Path.of(text).toAbsolutePath();
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Refused below.
    }
    throw ConfigurationException.of(setting, text, "a readable PEM file");
  }
}
