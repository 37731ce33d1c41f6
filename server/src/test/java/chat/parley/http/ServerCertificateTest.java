package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.parley.config.ConfigurationException;
import chat.parley.config.Tls;
import chat.parley.fixture.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The two files of the certificate, good and bad. */
final class ServerCertificateTest {
  @TempDir private Path directory;

  private Tls files;

  @BeforeEach
  void name() {
    files = new Tls(directory.resolve("cert.pem"), directory.resolve("key.pem"));
  }

  private TestCertificate write(String algorithm, String start, int days) throws Exception {
    return TestCertificate.of(directory, algorithm, start, days)
        .writeTo(files.certificate(), files.key());
  }

  private void assertRefused(String setting, Path file, String wanted) {
    assertThatThrownBy(() -> ServerCertificate.read(files))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("%s is \"%s\": wanted %s".formatted(setting, file, wanted));
  }

  @Test
  void keysOfTheUsualKindsAreRead() throws Exception {
    for (String algorithm : new String[] {"EC", "RSA"}) {
      TestCertificate written = write(algorithm, "-1d", 30);
      assertThat(ServerCertificate.read(files).expires())
          .isEqualTo(written.certificate().getNotAfter().toInstant());
    }
  }

  @Test
  void whatIsNoCertificateIsNamedInOneLine() throws Exception {
    write("EC", "-1d", 30);
    Files.writeString(files.certificate(), "no certificate");
    assertRefused(
        "PARLEY_TLS_CERT", files.certificate(), "a PEM file with the server's certificate first");
  }

  @Test
  void whatIsNoKeyIsNamedInOneLine() throws Exception {
    write("EC", "-1d", 30);
    String wanted = "a PEM file with a private key that is not encrypted";
    for (String text :
        new String[] {
          "",
          "no key",
          "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
        }) {
      Files.writeString(files.key(), text);
      assertRefused("PARLEY_TLS_KEY", files.key(), wanted);
    }
  }

  @Test
  void theKeyOfAnotherCertificateIsNamedInOneLine() throws Exception {
    write("EC", "-1d", 30);
    byte[] certificate = Files.readAllBytes(files.certificate());
    write("EC", "-1d", 30);
    Files.write(files.certificate(), certificate);
    assertRefused(
        "PARLEY_TLS_KEY",
        files.key(),
        "the private key of the certificate in " + files.certificate());
  }

  @Test
  void anExpiredOneAndOneThatSoonWillBeAreWarnedOf() throws Exception {
    write("EC", "-30d", 10);
    assertThat(warnings()).singleElement().asString().contains("has expired", "cert.pem");
    write("EC", "-30d", 33);
    assertThat(warnings()).singleElement().asString().contains("expires soon");
    write("EC", "-30d", 60);
    assertThat(warnings()).isEmpty();
  }

  /** What is said when a server begins with the files. */
  private List<String> warnings() {
    Logger log = (Logger) LoggerFactory.getLogger(CertificateWatch.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.WARN);
    log.setAdditive(false);
    Vertx vertx = Vertx.vertx();
    try {
      CertificateWatch.begin(
          vertx, files, ServerCertificate.read(files), other -> Future.succeededFuture());
      return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    } finally {
      log.detachAppender(lines);
      vertx.close().await();
    }
  }
}
