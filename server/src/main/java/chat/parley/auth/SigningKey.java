package chat.parley.auth;

import chat.parley.config.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The key that tokens are signed with: the operator's, or one made once and kept. */
public final class SigningKey {
  private static final String FILE = "jwt-secret";
  private static final int BYTES = 32;

  private SigningKey() {}

  /**
   * The bytes of the key; at least 32.
   *
   * @throws IOException if the kept key can neither be read nor made
   */
  public static byte[] of(Settings settings) throws IOException {
    return settings.jwtSecret().isPresent()
        ? settings.jwtSecret().get().value().getBytes(StandardCharsets.UTF_8)
        : kept(settings.dataDirectory());
  }

  private static byte[] kept(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      Files.createDirectories(directory);
      Path draft = directory.resolve(FILE + ".tmp");
      Files.deleteIfExists(draft);
      writePrivately(draft, HexFormat.of().formatHex(SecureRandom.getSeed(BYTES)));
      Files.move(draft, file);
      keepNames(directory);
    }
    byte[] key = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    if (key.length < BYTES) {
      throw new IOException(
          "%s is damaged: it should hold at least %d bytes".formatted(file, BYTES));
    }
    return key;
  }

  private static void writePrivately(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
  }

  /** A power cut leaves the file where it is now: with another key, nobody's tokens would be good. */
  private static void keepNames(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
