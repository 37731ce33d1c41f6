package chat.parley.doctor;

import chat.parley.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The data directory: whether it can be used, the room on its disk, and whom the secret in it is kept from. */
final class DataDirectory {
  /** A checkpoint's log alone may take as much. */
  private static final long LEAST_FREE = 1L << 30;

  private static final String ABOUT = "data";
  private static final String SECRET = "jwt-secret";

  private DataDirectory() {}

  static List<Finding> examine(Settings settings) {
    Path directory = settings.dataDirectory();
    boolean ownDatabase = settings.database().isPresent();
    boolean ownSecret = settings.jwtSecret().isPresent();
    if (ownDatabase && ownSecret) {
      return List.of(new Finding.Good("secret", "given by PARLEY_JWT_SECRET"));
    }
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(directory(directory, ownDatabase));
      findings.add(
          ownSecret
              ? new Finding.Good("secret", "given by PARLEY_JWT_SECRET")
              : secret(directory.resolve(SECRET)));
    } catch (IOException e) {
      findings.add(
          new Finding.Wrong(
              ABOUT,
              "%s cannot be used (%s)".formatted(directory, e),
              "let this user read and write it, or choose another PARLEY_DATA_DIR"));
    }
    return findings;
  }

  private static Finding directory(Path directory, boolean ownDatabase) throws IOException {
    Path present = directory;
    while (!Files.exists(present) && present.getParent() != null) {
      present = present.getParent();
    }
    if (!Files.isDirectory(present) || !Files.isWritable(present)) {
      return new Finding.Wrong(
          ABOUT,
          "%s cannot be written by this user".formatted(present),
          "change its owner, or choose another PARLEY_DATA_DIR");
    }
    return disk(directory, Files.getFileStore(present).getUsableSpace(), ownDatabase);
  }

  static Finding disk(Path directory, long free, boolean ownDatabase) {
    String told = "%s free on the disk of %s".formatted(size(free), directory);
    return free >= LEAST_FREE || ownDatabase
        ? new Finding.Good(ABOUT, told)
        : new Finding.Wrong(
            ABOUT,
            told,
            "free some: with a full disk nothing can be sent any more; 1 GB is little");
  }

  private static Finding secret(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Finding.Good("secret", "none yet: the first start makes one");
    }
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    if (!permissions.endsWith("------")) {
      return new Finding.Wrong(
          "secret",
          "others may read %s (%s), and make tokens of anybody".formatted(file, permissions),
          "chmod 600 it; if somebody may have read it, delete it and restart, then all log in"
              + " anew");
    }
    return new Finding.Good("secret", "%s, for its owner only".formatted(file));
  }

  private static String size(long bytes) {
    return bytes < 10L << 30
        ? String.format(Locale.ROOT, "%,d MB", bytes >> 20)
        : String.format(Locale.ROOT, "%,d GB", bytes >> 30);
  }
}
