package chat.parley.auth;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.ScryptFunction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password's hash as Django stores it (Django documentation, "Password management"): what imported
 * accounts log in with until the first time. How much work a hash may ask for is bounded, since a file
 * that is imported says it.
 */
sealed interface DjangoHash {
  int MOST_ITERATIONS = 10_000_000;
  int MOST_ROUNDS = 15;
  int MOST_MEMORY_KIB = 100 * 1024;
  int MOST_LANES = 16;

  /**
   * What Django has asked of Argon2, since version 3.2 and before. Other numbers are refused: for each
   * combination that was met once, the library keeps the memory.
   */
  Pattern ARGON2 =
      Pattern.compile("\\$argon2id?\\$v=19\\$m=(102400,t=2,p=8|512,t=2,p=2)\\$[^$]+\\$[^$]+");

  /** Whether it is this password's. Takes as long as the hash asks for, whatever the answer. */
  boolean matches(String password);

  /** Reads a stored hash; empty for one that is none of Django's, or asks for too much. */
  static Optional<DjangoHash> parse(String stored) {
    String[] parts = stored.split("\\$", -1);
    try {
      return switch (parts[0]) {
        case "pbkdf2_sha256" -> pbkdf2("PBKDF2WithHmacSHA256", parts);
        case "pbkdf2_sha1" -> pbkdf2("PBKDF2WithHmacSHA1", parts);
        case "scrypt" -> scrypt(parts);
        case "argon2" -> argon2(stored.substring("argon2".length()));
        case "bcrypt" -> bcrypt(stored.substring("bcrypt$".length()), false);
        case "bcrypt_sha256" -> bcrypt(stored.substring("bcrypt_sha256$".length()), true);
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** {@code pbkdf2_sha256$iterations$salt$hash}. */
  record Pbkdf2(String algorithm, int iterations, String salt, String expected)
      implements DjangoHash {
    @Override
    public boolean matches(String password) {
      PBEKeySpec spec =
          new PBEKeySpec(
              password.toCharArray(),
              salt.getBytes(StandardCharsets.UTF_8),
              iterations,
              decoded(expected).length * Byte.SIZE);
      try {
        byte[] key = SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        return MessageDigest.isEqual(key, decoded(expected));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** {@code scrypt$cost$salt$block$lanes$hash}. */
  record Scrypt(ScryptFunction function, String salt, String expected) implements DjangoHash {
    @Override
    public boolean matches(String password) {
      byte[] key =
          function
              .hash(
                  password.getBytes(StandardCharsets.UTF_8), salt.getBytes(StandardCharsets.UTF_8))
              .getBytes();
      return MessageDigest.isEqual(key, decoded(expected));
    }
  }

  /** {@code argon2} and the PHC string. */
  record Argon2(String hash) implements DjangoHash {
    @Override
    public boolean matches(String password) {
      return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }
  }

  /** {@code bcrypt$} or {@code bcrypt_sha256$} and the usual string; the latter of a digest in hex. */
  record Bcrypt(String hash, boolean digested) implements DjangoHash {
    @Override
    public boolean matches(String password) {
      return BcryptFunction.getInstanceFromHash(hash)
          .check(digested ? digest(password) : password, hash);
    }

    private static String digest(String password) {
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(password.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static Optional<DjangoHash> pbkdf2(String algorithm, String[] parts) {
    int iterations = Integer.parseInt(parts[1]);
    return iterations > 0
            && iterations <= MOST_ITERATIONS
            && !parts[2].isEmpty()
            && decoded(parts[3]).length >= 20
        ? Optional.of(new Pbkdf2(algorithm, iterations, parts[2], parts[3]))
        : Optional.empty();
  }

  private static Optional<DjangoHash> scrypt(String[] parts) {
    int cost = Integer.parseInt(parts[1]);
    int block = Integer.parseInt(parts[3]);
    int lanes = Integer.parseInt(parts[4]);
    int bytes = decoded(parts[5]).length;
    boolean bounded =
        Integer.bitCount(cost) == 1
            && cost > 1
            && block > 0
            && lanes > 0
            && lanes <= MOST_LANES
            && (long) cost * block / 8 <= MOST_MEMORY_KIB
            && bytes >= 20
            && bytes <= 64;
    return bounded
        ? Optional.of(
            new Scrypt(ScryptFunction.getInstance(cost, block, lanes, bytes), parts[2], parts[5]))
        : Optional.empty();
  }

  private static Optional<DjangoHash> argon2(String hash) {
    return ARGON2.matcher(hash).matches() ? Optional.of(new Argon2(hash)) : Optional.empty();
  }

  private static Optional<DjangoHash> bcrypt(String hash, boolean digested) {
    return BcryptFunction.getInstanceFromHash(hash).getLogarithmicRounds() <= MOST_ROUNDS
        ? Optional.of(new Bcrypt(hash, digested))
        : Optional.empty();
  }
}
