package chat.parley.storage.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * Where things are in a data directory.
 *
 * @param root the data directory itself, absolute and without symbolic links, as the kernel names it
 */
record Layout(Path root) {
  /** What initdb would let the shell interpret. */
  private static final Pattern SHELL = Pattern.compile("[\"$`\\\\\\n\\r]");

  /** Creates the data directory where there is none; others may then pass through it, not list it. */
  static Layout open(Path dataDirectory) throws IOException, EmbeddedPostgresException {
    if (SHELL.matcher(dataDirectory.toAbsolutePath().toString()).find()) {
      throw new EmbeddedPostgresException(
          "the path of the data directory must not have any of \" $ ` \\ or a line break in it: "
              + dataDirectory.toString().lines().findFirst().orElse(""));
    }
    if (!Files.exists(dataDirectory)) {
      Files.createDirectories(dataDirectory);
      Files.setPosixFilePermissions(dataDirectory, PosixFilePermissions.fromString("rwx--x--x"));
    }
    return new Layout(dataDirectory.toRealPath());
  }

  /** Held for as long as a process uses the data directory. */
  Path lock() {
    return root.resolve("lock");
  }

  /** One folder for each unpacked version of PostgreSQL. */
  Path binaries() {
    return root.resolve("postgres");
  }

  /** PostgreSQL's data directory, complete or absent. */
  Path cluster() {
    return root.resolve("db");
  }

  Path postmasterPid() {
    return cluster().resolve("postmaster.pid");
  }

  /** The directory of the socket, or a link to it. */
  Path socket() {
    return root.resolve("socket");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  /** Takes room on the disk for when there is no other. */
  Path reserve() {
    return root.resolve("reserve");
  }

  /** Makes the names in a directory last through a power cut, as fsync does for a file's bytes. */
  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
