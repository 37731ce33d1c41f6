package chat.parley.storage.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Makes a data directory's database out of a backup: completely, or not at all. */
final class Restore {
  private static final String UNFINISHED = "restore.tmp";
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final Layout layout;
  private final Path unfinished;

  private Restore(Layout layout) {
    this.layout = layout;
    this.unfinished = layout.root().resolve(UNFINISHED);
  }

  /** Holds the data directory meanwhile. The restored server has run, and is stopped, when this returns. */
  static void run(Layout layout, InputStream backup, EmbeddedPostgres.Finish finish)
      throws IOException, SQLException, EmbeddedPostgresException {
    try (DirectoryLock _ = DirectoryLock.acquire(layout)) {
      if (Files.exists(layout.cluster())) {
        throw new EmbeddedPostgresException(
            "%s has a database already: restore into another data directory (PARLEY_DATA_DIR), or move %s away"
                .formatted(layout.root(), layout.cluster()));
      }
      new Restore(layout).run(backup, finish);
    }
  }

  private void run(InputStream backup, EmbeddedPostgres.Finish finish)
      throws IOException, SQLException, EmbeddedPostgresException {
    FileTree.delete(unfinished);
    Layout inside = Layout.open(unfinished);
    try {
      try {
        unpack(backup, inside);
      } catch (IOException e) {
        throw new EmbeddedPostgresException("the backup cannot be read: " + e.getMessage(), e);
      }
      try (EmbeddedPostgres restored =
          EmbeddedPostgres.start(unfinished, EmbeddedOptions.defaults())) {
        finish.on(restored);
      }
      Files.move(inside.cluster(), layout.cluster(), StandardCopyOption.ATOMIC_MOVE);
      Layout.sync(layout.root());
    } finally {
      FileTree.delete(unfinished);
    }
  }

  private void unpack(InputStream backup, Layout inside)
      throws IOException, EmbeddedPostgresException {
    Account account = Account.of(layout);
    boolean whole = false;
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(unzipped(backup), StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = inside.root().resolve(entry.getName()).normalize();
        whole = entry.getName().equals(FileBackup.LAST);
        if (whole) {
          continue;
        }
        if (!path.startsWith(inside.cluster())) {
          throw new EmbeddedPostgresException("this is no backup of Parley's");
        }
        if (entry.isDirectory()) {
          Files.createDirectory(path);
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } else {
          Files.copy(tar, path);
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
        account.own(path);
      }
    }
    if (!whole) {
      throw new EmbeddedPostgresException("the backup is not whole: its end is missing");
    }
  }

  private static InputStream unzipped(InputStream backup) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(backup, BUFFER);
    bytes.mark(2);
    int magic = bytes.read() << 8 | bytes.read();
    bytes.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }
}
