package chat.parley.storage.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A .tar.gz, unpacked with its symbolic links and with who may execute what. */
final class Archive {
  private static final int BUFFER = 1 << 16;
  private static final int OWNER_EXECUTES = 0100;

  private final Path target;

  private Archive(Path target) {
    this.target = target;
  }

  /**
   * Unpacks into an existing directory. Everyone may read the result, whatever the umask.
   *
   * @return how many bytes the files have together
   * @throws IOException also when an entry would be written, or would point, outside of the target
   */
  static long unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new GZIPInputStream(archive, BUFFER), BUFFER))) {
      return new Archive(target.toRealPath()).unpack(tar);
    }
  }

  private long unpack(TarArchiveInputStream tar) throws IOException {
    long bytes = 0;
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = inside(target.resolve(entry.getName()), entry);
      if (entry.isDirectory()) {
        createDirectory(path);
        continue;
      }
      Path parent = inside(FileTree.parent(path), entry);
      createDirectory(parent);
      inside(parent.toRealPath(), entry);
      if (entry.isSymbolicLink()) {
        inside(parent.resolve(entry.getLinkName()), entry);
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else if (entry.isFile() && !entry.isLink()) {
        bytes += Files.copy(tar, path);
        permit(path, (entry.getMode() & OWNER_EXECUTES) != 0);
      } else {
        throw new IOException("neither a file nor a link in the archive: " + entry.getName());
      }
    }
    return bytes;
  }

  private Path inside(Path path, TarArchiveEntry entry) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(target)) {
      throw new IOException("an entry of the archive leaves its directory: " + entry.getName());
    }
    return normal;
  }

  private void createDirectory(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      createDirectory(FileTree.parent(directory));
      Files.createDirectory(directory);
      permit(directory, true);
    }
  }

  private static void permit(Path path, boolean execute) throws IOException {
    String mode = execute ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
