package chat.parley.http;

import chat.parley.config.ConfigurationException;
import chat.parley.config.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether the files of the certificate have changed, and lets new connections have
 * the new one; those that are open stay. Files that do not fit together, since one of them is yet to be
 * replaced, change nothing.
 */
public final class CertificateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
  private static final long EVERY_MILLIS = 2_000;
  private static final Duration WARNING = Duration.ofDays(14);
  private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);

  private final Vertx vertx;
  private final Tls files;
  private final Function<ServerCertificate, Future<?>> use;
  private ServerCertificate present;
  private Instant nextWarning = Instant.EPOCH;
  private String lastTrouble = "";
  private boolean told;

  private CertificateWatch(
      Vertx vertx,
      Tls files,
      ServerCertificate present,
      Function<ServerCertificate, Future<?>> use) {
    this.vertx = vertx;
    this.files = files;
    this.present = present;
    this.use = use;
  }

  /**
   * Begins to watch.
   *
   * @param use makes the server show a certificate
   */
  public static void begin(
      Vertx vertx,
      Tls files,
      ServerCertificate present,
      Function<ServerCertificate, Future<?>> use) {
    CertificateWatch watch = new CertificateWatch(vertx, files, present, use);
    watch.warn();
    watch.lookLater();
  }

  private void lookLater() {
    vertx.setTimer(
        EVERY_MILLIS,
        id -> vertx.executeBlocking(this::changed).onComplete(done -> take(done.result())));
  }

  /** What the files hold, if it is new; null if not. */
  private @Nullable ServerCertificate changed() {
    if (!present.differsFrom(files)) {
      lastTrouble = "";
      return null;
    }
    try {
      return ServerCertificate.read(files);
    } catch (ConfigurationException trouble) {
      tell(trouble);
      return null;
    }
  }

  /** Once, and not before it was so at two looks: files are replaced one after the other. */
  private void tell(ConfigurationException trouble) {
    String text = String.valueOf(trouble.getMessage());
    if (!text.equals(lastTrouble)) {
      lastTrouble = text;
      told = false;
    } else if (!told) {
      told = true;
      LOG.warn("The certificate stays as it is: {}", text);
    }
  }

  private void take(@Nullable ServerCertificate changed) {
    if (changed == null) {
      warn();
      lookLater();
      return;
    }
    use.apply(changed)
        .onSuccess(used -> {
          present = changed;
          nextWarning = Instant.EPOCH;
          LOG.info("New connections have the certificate that is good until {}", changed.expires());
          warn();
        })
        .onFailure(failure -> LOG.warn("The new certificate cannot be used", failure))
        .onComplete(done -> lookLater());
  }

  /** Once a day. */
  private void warn() {
    Instant now = Instant.now();
    if (now.isBefore(nextWarning) || now.plus(WARNING).isBefore(present.expires())) {
      return;
    }
    nextWarning = now.plus(BETWEEN_WARNINGS);
    if (present.expires().isBefore(now)) {
      LOG.warn("The certificate in {} has expired: {}", files.certificate(), present.expires());
    } else {
      LOG.warn("The certificate in {} expires soon: {}", files.certificate(), present.expires());
    }
  }
}
