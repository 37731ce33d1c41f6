package chat.parley.doctor;

import chat.parley.config.ConfigurationException;
import chat.parley.config.Tls;
import chat.parley.http.ServerCertificate;
import java.time.Duration;
import java.time.Instant;

/** The certificate of TLS: whether it and its key can be used, and for how long. */
final class CertificateHealth {
  private static final Duration SOON = Duration.ofDays(14);

  private CertificateHealth() {}

  static Finding examine(Tls files) {
    try {
      return examine(ServerCertificate.read(files).expires(), Instant.now());
    } catch (ConfigurationException e) {
      return new Finding.Wrong(
          "certificate", String.valueOf(e.getMessage()), "put the right files there");
    }
  }

  static Finding examine(Instant expires, Instant now) {
    String told = "good until %s".formatted(expires);
    return expires.isAfter(now.plus(SOON))
        ? new Finding.Good("certificate", told)
        : new Finding.Wrong(
            "certificate",
            "%s only".formatted(told),
            "renew it: a server takes the new files without a restart");
  }
}
