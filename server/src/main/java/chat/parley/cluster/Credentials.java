package chat.parley.cluster;

import io.nats.client.AuthHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's JWT, and the seed that its challenge is signed with, from a file as {@code nsc} writes it.
 * Read each time, so that a file that was renewed counts. The Ed25519 is the JDK's: with it, jnats does
 * without the 6 MB of BouncyCastle that it brings for this alone.
 */
final class Credentials implements AuthHandler {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s*(\\S+)\\s*-*END \\1-*");
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Two bytes say what kind of seed it is; a checksum of two follows. */
  private static final int SEED_START = 2;

  private static final int SEED_END = 34;

  private final Path file;

  Credentials(Path file) {
    this.file = file;
  }

  @Override
  public byte[] sign(byte[] challenge) {
    try {
      byte[] seed = Arrays.copyOfRange(base32(block("USER NKEY SEED")), SEED_START, SEED_END);
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
      signature.update(challenge);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(file + " holds no seed that can sign", e);
    }
  }

  /** The JWT names the user. */
  @Override
  public char[] getID() {
    return new char[0];
  }

  @Override
  public char[] getJWT() {
    return block("NATS USER JWT").toCharArray();
  }

  private String block(String name) {
    try {
      Matcher blocks = BLOCK.matcher(Files.readString(file));
      while (blocks.find()) {
        if (blocks.group(1).equals(name)) {
          return blocks.group(2);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("%s holds no %s".formatted(file, name));
  }

  /** RFC 4648, 6, without padding. */
  private static byte[] base32(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int bits = 0;
    int held = 0;
    int next = 0;
    for (int i = 0; i < text.length() && next < bytes.length; i++) {
      held = (held << 5) | BASE32.indexOf(text.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[next++] = (byte) (held >> bits);
      }
    }
    return bytes;
  }
}
