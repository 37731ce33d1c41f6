package chat.parley.http;

import chat.parley.config.ConfigurationException;
import chat.parley.config.Tls;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate that the server shows and its private key, as the two files hold them at one moment.
 * It prints without the key.
 */
public final class ServerCertificate {
  private static final byte[] PROBE = {1, 2, 3};

  private final byte[] certificate;
  private final byte[] key;
  private final PemKeyCertOptions options;
  private final Instant expires;

  private ServerCertificate(
      byte[] certificate, byte[] key, PemKeyCertOptions options, Instant expires) {
    this.certificate = certificate;
    this.key = key;
    this.options = options;
    this.expires = expires;
  }

  /**
   * Reads the files. Blocks.
   *
   * @throws ConfigurationException if they are no certificate and its key
   */
  public static ServerCertificate read(Tls files) {
    byte[] certificate = bytes(files.certificate()).orElseThrow(() -> unreadable(files));
    byte[] key = bytes(files.key()).orElseThrow(() -> unreadable(files));
    X509Certificate leaf =
        leaf(certificate)
            .orElseThrow(
                () -> files.badCertificate("a PEM file with the server's certificate first"));
    PemKeyCertOptions options =
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(certificate))
            .addKeyValue(Buffer.buffer(key));
    PrivateKey secret =
        privateKey(options)
            .orElseThrow(() -> files.badKey("a PEM file with a private key that is not encrypted"));
    if (!belongTogether(secret, leaf.getPublicKey())) {
      throw files.badKey("the private key of the certificate in " + files.certificate());
    }
    return new ServerCertificate(certificate, key, options, leaf.getNotAfter().toInstant());
  }

  /** Whether the files hold something else by now, or cannot be read. Blocks. */
  boolean differsFrom(Tls files) {
    return !bytes(files.certificate()).filter(now -> Arrays.equals(now, certificate)).isPresent()
        || !bytes(files.key()).filter(now -> Arrays.equals(now, key)).isPresent();
  }

  public PemKeyCertOptions options() {
    return options;
  }

  /** When clients will refuse it. */
  public Instant expires() {
    return expires;
  }

  private static Optional<byte[]> bytes(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ConfigurationException unreadable(Tls files) {
    return files.badCertificate("a readable PEM file, and its key in " + files.key());
  }

  private static Optional<X509Certificate> leaf(byte[] pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .stream()
          .findFirst()
          .map(X509Certificate.class::cast);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** As Vert.x reads it: PKCS#8, or RSA and EC keys in the older forms. */
  private static Optional<PrivateKey> privateKey(PemKeyCertOptions options) {
    try {
      KeyStore store = options.loadKeyStore(null);
      String alias = store.aliases().nextElement();
      KeyManagerFactory factory = options.getKeyManagerFactory(null);
      return Arrays.stream(factory.getKeyManagers())
          .filter(X509KeyManager.class::isInstance)
          .map(manager -> ((X509KeyManager) manager).getPrivateKey(alias))
          .filter(key -> key != null)
          .findFirst();
    } catch (Exception e) {
      // What is wrong with a key is better not told in detail.
      return Optional.empty();
    }
  }

  private static boolean belongTogether(PrivateKey secret, PublicKey open) {
    try {
      String algorithm =
          switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> open.getAlgorithm();
          };
      Signature sign = Signature.getInstance(algorithm);
      sign.initSign(secret);
      sign.update(PROBE);
      byte[] signature = sign.sign();
      sign.initVerify(open);
      sign.update(PROBE);
      return sign.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
