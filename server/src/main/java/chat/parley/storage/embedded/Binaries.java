package chat.parley.storage.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs, unpacked into the data directory: complete, or not there at all.
 *
 * @param home the directory that has {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
  /**
   * Holds the sum of the sizes of all other files. A power cut soon after unpacking can leave files
   * empty; that shows in the sum, and they are unpacked again.
   */
  private static final String SIZE = "size";

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  static Binaries unpack(Layout layout, Platform platform) throws IOException {
    Path home = layout.binaries().resolve(platform.version() + "-" + platform.name());
    if (!isComplete(home)) {
      Files.createDirectories(layout.binaries());
      permitAll(layout.binaries());
      Path unpacked = Files.createTempDirectory(layout.binaries(), "unpacking-");
      permitAll(unpacked);
      try (InputStream archive = Binaries.class.getResourceAsStream(platform.archive())) {
        if (archive == null) {
          throw new IOException("the class path has no " + platform.archive());
        }
        long bytes = Archive.unpack(archive, unpacked);
        Files.writeString(unpacked.resolve(SIZE), Long.toString(bytes));
      }
      FileTree.delete(home);
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Binaries(home);
  }

  /** Deletes what other versions, and broken off unpacking, have left behind. */
  void deleteOthers() throws IOException {
    for (Path path : FileTree.list(FileTree.parent(home), "*")) {
      if (!path.equals(home)) {
        FileTree.delete(path);
      }
    }
  }

  private static boolean isComplete(Path home) throws IOException {
    Path size = home.resolve(SIZE);
    if (!Files.exists(size)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(home)) {
      long bytes =
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> !file.equals(size))
              .mapToLong(file -> file.toFile().length())
              .sum();
      return Files.readString(size).equals(Long.toString(bytes));
    }
  }

  private static void permitAll(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
