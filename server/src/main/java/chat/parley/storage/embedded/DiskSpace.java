package chat.parley.storage.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room that is left for a data directory. PostgreSQL ends when it cannot write its log, and then cannot be read
 * either; so nothing more is to be stored while there is still room for that, and a reserve is kept for when
 * somebody else takes the last of it.
 */
public final class DiskSpace implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);
  private static final int MEBIBYTE = 1 << 20;

  /** Where there is more, nobody takes it all while the server starts, which is not to wait for the disk. */
  private static final long SCARCE = 1024L * MEBIBYTE;

  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final Path directory;
  private final Path reserve;
  private final long floor;
  private final long reserved;
  private final long since = System.nanoTime();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("parley-disk").unstarted(this::run);
  private volatile boolean isShort;
  private volatile boolean unreserved;

  private DiskSpace(Path directory, Path reserve, long floor, long reserved) {
    this.directory = directory;
    this.reserve = reserve;
    this.floor = floor;
    this.reserved = reserved;
  }

  /**
   * The room on a data directory's disk; looks for the first time, and gives the reserve away if that is needed.
   *
   * <p>Storing ends at 64 MiB, of which a small disk gives a 16th, and at least 20 MiB. As much is reserved, and
   * at least two files of PostgreSQL's log, since each recovery begins one.
   */
  static DiskSpace of(Layout layout) throws IOException {
    long total = layout.root().toFile().getTotalSpace();
    long floor = Math.clamp(total / 16, 20 * MEBIBYTE, 64 * MEBIBYTE);
    DiskSpace space =
        new DiskSpace(layout.root(), layout.reserve(), floor, Math.max(floor, 32 * MEBIBYTE));
    space.unreserved =
        !Files.exists(layout.reserve()) || Files.size(layout.reserve()) < space.reserved;
    space.giveReserveIfNeeded(space.free());
    return space;
  }

  /** Goes on to look, until it is closed. */
  void watch() {
    thread.start();
  }

  /** Whether nothing more should be stored. */
  public boolean isShort() {
    return isShort;
  }

  /** For a person. */
  public String told() {
    return "%d MiB are left for %s, %d are wanted"
        .formatted(free() / MEBIBYTE, directory, enough() / MEBIBYTE);
  }

  private void run() {
    try {
      while (true) {
        try {
          look();
        } catch (IOException e) {
          log().warn("The reserve {} cannot be used: {}", reserve, e.getMessage());
          Thread.sleep(AFTER_TROUBLE);
        }
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void look() throws IOException {
    long free = free();
    giveReserveIfNeeded(free);
    if (!isShort && free < floor) {
      isShort = true;
      log().warn("The disk is full, nothing more is stored: {}", told());
    } else if (free >= enough()) {
      if (unreserved && (free < SCARCE || isSettled())) {
        keepReserve();
      }
      if (isShort) {
        isShort = false;
        log().warn("There is room on the disk again");
      }
    }
  }

  private boolean isSettled() {
    return System.nanoTime() - since > SETTLING.toNanos();
  }

  /** What there has to be before anything is stored again: not so little that it ends at once. */
  private long enough() {
    return floor + floor / 4 + (unreserved ? reserved : 0);
  }

  private void giveReserveIfNeeded(long free) throws IOException {
    if (!unreserved && free < floor / 2) {
      Files.deleteIfExists(reserve);
      unreserved = true;
    }
  }

  /** Of random bytes, since a file system may keep others in less room. */
  private void keepReserve() throws IOException {
    byte[] bytes = new byte[MEBIBYTE];
    new Random().nextBytes(bytes);
    try (OutputStream file = Files.newOutputStream(reserve)) {
      for (long written = 0; written < reserved; written += bytes.length) {
        file.write(bytes);
      }
      unreserved = false;
    } catch (IOException e) {
      Files.deleteIfExists(reserve);
    }
  }

  /** Asks the system by a call that opens no file: those may have run out, too. */
  private long free() {
    return directory.toFile().getUsableSpace();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** Not before there is something to say: the log takes longer to start than PostgreSQL. */
  private static Logger log() {
    return LoggerFactory.getLogger(DiskSpace.class);
  }
}
