package chat.parley.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * An operator, an account or a user of NATS, with a key as NATS writes it (an "nkey"), who signs what is
 * known of others.
 *
 * @param kind what stands before the key, in the five upper bits
 */
record NatsIdentity(int kind, KeyPair keys) {
  private static final int OPERATOR = 14 << 3;
  private static final int ACCOUNT = 0;
  private static final int USER = 20 << 3;
  private static final int SEED = 18 << 3;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  static NatsIdentity operator() throws GeneralSecurityException {
    return of(OPERATOR);
  }

  static NatsIdentity account() throws GeneralSecurityException {
    return of(ACCOUNT);
  }

  static NatsIdentity user() throws GeneralSecurityException {
    return of(USER);
  }

  private static NatsIdentity of(int kind) throws GeneralSecurityException {
    return new NatsIdentity(kind, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  String name() {
    byte[] encoded = keys.getPublic().getEncoded();
    return written(
        new byte[] {(byte) kind}, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  String seed() {
    byte[] head = {(byte) (SEED | (kind >> 5)), (byte) ((kind & 31) << 3)};
    return written(head, ((EdECPrivateKey) keys.getPrivate()).getBytes().orElseThrow());
  }

  /** A JWT in which this one says something of another. */
  String says(NatsIdentity subject, JsonObject claims) throws GeneralSecurityException {
    JsonObject body =
        new JsonObject()
            .put("jti", "test")
            .put("iat", 1_700_000_000)
            .put("iss", name())
            .put("name", "test")
            .put("sub", subject.name())
            .put("nats", claims.put("version", 2));
    String signed = part("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}") + "." + part(body.encode());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(UTF_8));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  private static String written(byte[] head, byte[] key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head);
    bytes.writeBytes(key);
    int sum = checksum(bytes.toByteArray());
    bytes.write(sum);
    bytes.write(sum >> 8);
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte each : bytes.toByteArray()) {
      held = (held << 8) | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((held >> bits) & 31));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE32.charAt((held << (5 - bits)) & 31)).toString();
  }

  /** CRC-16/XMODEM. */
  private static int checksum(byte[] bytes) {
    int crc = 0;
    for (byte each : bytes) {
      crc ^= (each & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
    }
    return crc & 0xffff;
  }
}
