package chat.parley.storage.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of the server's socket, which only the server's user (and root) may enter: whoever
 * reaches the socket is let in without a password.
 */
final class SocketDirectory {
  static final String SOCKET = ".s.PGSQL." + EmbeddedPostgres.PORT;

  /** What a socket's address may have on every system (107 on Linux, 103 on macOS), in bytes. */
  private static final int LONGEST = 103;

  private SocketDirectory() {}

  /**
   * Below the data directory; or, when that would be too long for a socket's address, below
   * {@code java.io.tmpdir}, with a link to it in the data directory. Either way it is empty: nobody
   * but the holder of the data directory's lock comes here.
   */
  static Path prepare(Layout layout, Account account)
      throws IOException, EmbeddedPostgresException {
    Path directory = layout.socket();
    if (Files.isSymbolicLink(directory)) {
      remove(layout);
    }
    if (!fits(directory)) {
      return elsewhere(layout, account);
    }
    FileTree.delete(directory);
    Files.createDirectory(directory);
    restrict(directory, account);
    return directory;
  }

  /** Where {@link #prepare} has put the socket of the server that is running. */
  static Path find(Layout layout) throws IOException {
    Path directory = layout.socket();
    return Files.isSymbolicLink(directory) ? Files.readSymbolicLink(directory) : directory;
  }

  /** Removes what {@link #prepare} made outside of the data directory. */
  static void remove(Layout layout) throws IOException {
    Path link = layout.socket();
    if (!Files.isSymbolicLink(link)) {
      return;
    }
    Path directory = Files.readSymbolicLink(link);
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : FileTree.list(directory, SOCKET + "*")) {
        Files.delete(file);
      }
      Files.delete(directory);
    }
    Files.delete(link);
  }

  private static Path elsewhere(Layout layout, Account account)
      throws IOException, EmbeddedPostgresException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    if (!fits(temporary.resolve("parley-0123456789012345678"))) {
      throw new EmbeddedPostgresException(
          "the paths of the data directory "
              + layout.root()
              + " and of java.io.tmpdir "
              + temporary
              + " are both too long for a Unix socket: shorten either");
    }
    Path directory = Files.createTempDirectory(temporary, "parley-");
    restrict(directory, account);
    FileTree.delete(layout.socket());
    Files.createSymbolicLink(layout.socket(), directory);
    return directory;
  }

  private static boolean fits(Path directory) {
    String address = directory.resolve(SOCKET).toString();
    return address.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }

  private static void restrict(Path directory, Account account) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    account.own(directory);
  }
}
