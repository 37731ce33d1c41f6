package chat.parley.storage.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The exclusive use of a data directory. Ends with the process, however that ends. */
final class DirectoryLock implements AutoCloseable {
  /**
   * The lock files that this process has open. A POSIX lock belongs to the process and is lost when
   * any descriptor of its file is closed, so that a second attempt must not even open the file.
   */
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static DirectoryLock acquire(Layout layout) throws IOException, EmbeddedPostgresException {
    Path file = layout.lock();
    if (!OPEN_HERE.add(file)) {
      throw inUse(layout, "this process");
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock == null) {
        throw inUse(layout, "another process");
      }
      return new DirectoryLock(file, channel);
    } finally {
      if (lock == null) {
        if (channel != null) {
          channel.close();
        }
        OPEN_HERE.remove(file);
      }
    }
  }

  private static DataDirectoryInUseException inUse(Layout layout, String who) {
    return new DataDirectoryInUseException(
        "the data directory "
            + layout.root()
            + " is in use by "
            + who
            + ": stop that one, or choose another data directory (PARLEY_DATA_DIR)");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OPEN_HERE.remove(file);
    }
  }
}
