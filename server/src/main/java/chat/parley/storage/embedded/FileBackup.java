package chat.parley.storage.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A database's files in a tar, copied while the server works, with the log that makes one state of them
 * (PostgreSQL documentation, 25.3.4: a base backup by the low-level API).
 */
final class FileBackup {
  /** Below this name are PostgreSQL's files. */
  static final String CLUSTER = "db/";

  /** The last entry, without which a backup is not whole. It has the version of PostgreSQL. */
  static final String LAST = "parley-backup";

  /** What is of the running server alone; of the directories, only what is in them. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "backup_label",
          "backup_label.old",
          "tablespace_map",
          "tablespace_map.old",
          "postmaster.pid",
          "postmaster.opts",
          "global/pg_control",
          "pg_wal/",
          "pg_replslot/",
          "pg_dynshmem/",
          "pg_notify/",
          "pg_serial/",
          "pg_snapshots/",
          "pg_stat_tmp/",
          "pg_subtrans/");

  private static final String CONTROL = "global/pg_control";
  private static final int BUFFER = 1 << 16;

  private final Path cluster;
  private final TarArchiveOutputStream tar;
  private final byte[] buffer = new byte[BUFFER];

  private FileBackup(Path cluster, TarArchiveOutputStream tar) {
    this.cluster = cluster;
    this.tar = tar;
  }

  /**
   * Writes the backup. It has all that was committed before this was called, and some of what was
   * committed since.
   *
   * @param connection to the server, as its superuser
   */
  static void write(Path cluster, Connection connection, OutputStream out)
      throws SQLException, IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    FileBackup backup = new FileBackup(cluster, tar);
    OnlineBackup online = OnlineBackup.begin(connection);
    backup.addFiles();
    backup.add(CONTROL, backup.control());
    OnlineBackup.End end = online.end();
    backup.addLog(end);
    backup.add("backup_label", end.label().getBytes(StandardCharsets.UTF_8));
    backup.addLast();
    tar.finish();
    out.flush();
  }

  private void addFiles() throws IOException {
    Files.walkFileTree(
        cluster,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes facts)
              throws IOException {
            String name = cluster.relativize(directory) + "/";
            addDirectory(directory.equals(cluster) ? "" : name);
            return LEFT_OUT.contains(name) || directory.getFileName().toString().equals("pgsql_tmp")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            String name = cluster.relativize(file).toString();
            if (facts.isRegularFile() && !LEFT_OUT.contains(name)) {
              add(name, file);
            } else if (facts.isSymbolicLink()) {
              throw new IOException(
                  "the database has a tablespace, which no backup holds: " + name);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
            if (fault instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw fault;
          }
        });
  }

  /** The log that was written meanwhile. */
  private void addLog(OnlineBackup.End end) throws IOException {
    for (Path segment : FileTree.list(cluster.resolve("pg_wal"), "*")) {
      String name = segment.getFileName().toString();
      if (end.needs(name)) {
        add("pg_wal/" + name, segment);
      }
    }
  }

  private void addLast() throws IOException {
    byte[] version = Files.readAllBytes(cluster.resolve("PG_VERSION"));
    TarArchiveEntry entry = new TarArchiveEntry(LAST);
    entry.setSize(version.length);
    tar.putArchiveEntry(entry);
    tar.write(version);
    tar.closeArchiveEntry();
  }

  /** Read until it is the same twice: the server writes it in one piece, now and then. */
  private byte[] control() throws IOException {
    Path file = cluster.resolve(CONTROL);
    byte[] once = Files.readAllBytes(file);
    byte[] again = Files.readAllBytes(file);
    while (!Arrays.equals(once, again)) {
      once = again;
      again = Files.readAllBytes(file);
    }
    return once;
  }

  private void addDirectory(String name) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(CLUSTER + name));
    tar.closeArchiveEntry();
  }

  /**
   * A file that may change, grow, shrink or vanish meanwhile: what it has when it is opened is copied, and
   * the log mends the rest.
   */
  private void add(String name, Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      long left = Files.size(file);
      putEntry(name, left);
      while (left > 0) {
        int most = (int) Math.min(left, buffer.length);
        int count = bytes.read(buffer, 0, most);
        if (count < 0) {
          Arrays.fill(buffer, 0, most, (byte) 0);
          count = most;
        }
        tar.write(buffer, 0, count);
        left -= count;
      }
      tar.closeArchiveEntry();
    } catch (NoSuchFileException e) {
      // A table that was dropped, say: the log knows.
    }
  }

  private void add(String name, byte[] content) throws IOException {
    putEntry(name, content.length);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private void putEntry(String name, long size) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(CLUSTER + name);
    entry.setSize(size);
    entry.setMode(TarArchiveEntry.DEFAULT_FILE_MODE & ~077);
    tar.putArchiveEntry(entry);
  }
}
