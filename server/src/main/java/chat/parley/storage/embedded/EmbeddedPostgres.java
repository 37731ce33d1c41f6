package chat.parley.storage.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A PostgreSQL server below a data directory, for this process alone. It is reached through a Unix
 * socket and lets everyone in who may open that. All that it has acknowledged is on the disk. It comes
 * back by itself when it dies, and ends with this process, however that ends.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  static final int PORT = 5432;
  static final String USER = "parley";
  static final String DATABASE = "parley";

  private final Layout layout;
  private final Path socketDirectory;
  private final Optional<DiskSpace> disk;
  private final Ending ending;
  private boolean closed;

  private EmbeddedPostgres(
      Layout layout, Path socketDirectory, Optional<DiskSpace> disk, Ending ending) {
    this.layout = layout;
    this.socketDirectory = socketDirectory;
    this.disk = disk;
    this.ending = ending;
  }

  @FunctionalInterface
  private interface Ending {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Starts the server and returns when it accepts connections. Blocks: about a second the first time,
   * when the programs are unpacked and the database is created, and a fraction of that from then on.
   *
   * @param dataDirectory created if there is none; held exclusively until {@link #close}
   * @throws DataDirectoryInUseException if this process or another one has it
   * @throws EmbeddedPostgresException with one line that says what to do about it
   */
  public static EmbeddedPostgres start(Path dataDirectory, EmbeddedOptions options)
      throws EmbeddedPostgresException {
    try {
      Platform platform = Platform.current();
      Layout layout = Layout.open(dataDirectory);
      DirectoryLock lock = DirectoryLock.acquire(layout);
      try {
        return start(layout, lock, platform, options);
      } catch (Exception e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw unusable(dataDirectory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("interrupted while PostgreSQL was starting", e);
    }
  }

  /**
   * The server that another process has started, or is about to, on a data directory: to be reached as
   * an own one would be. It ends with that other process, and not by {@link #close}.
   *
   * @throws EmbeddedPostgresException with one line that says what to do about it
   */
  public static EmbeddedPostgres attach(Path dataDirectory) throws EmbeddedPostgresException {
    try {
      Layout layout = Layout.open(dataDirectory);
      return new EmbeddedPostgres(layout, SocketDirectory.find(layout), Optional.empty(), () -> {});
    } catch (IOException e) {
      throw unusable(dataDirectory, e);
    }
  }

  /**
   * Makes the database of a data directory out of what {@link #backUp} wrote. Blocks.
   *
   * @param dataDirectory one that has no database; created if there is none
   * @param finish what is still to be done to the restored database, before it is in its place
   * @throws EmbeddedPostgresException with one line that says what to do about it
   */
  public static void restore(Path dataDirectory, InputStream backup, Finish finish)
      throws EmbeddedPostgresException, SQLException {
    try {
      Restore.run(Layout.open(dataDirectory), backup, finish);
    } catch (IOException e) {
      throw unusable(dataDirectory, e);
    }
  }

  /** What is still to be done to a restored database. */
  @FunctionalInterface
  public interface Finish {
    void on(EmbeddedPostgres restored) throws SQLException;
  }

  /**
   * Writes a copy of all files while the server works, also where another process has started it. It
   * has all that was committed before, and is of one state.
   */
  public void backUp(OutputStream out) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
      FileBackup.write(layout.cluster(), connection, out);
    }
  }

  private static EmbeddedPostgresException unusable(Path dataDirectory, IOException cause) {
    return new EmbeddedPostgresException(
        "the data directory %s cannot be used: %s".formatted(dataDirectory, cause), cause);
  }

  private static EmbeddedPostgres start(
      Layout layout, DirectoryLock lock, Platform platform, EmbeddedOptions options)
      throws IOException, InterruptedException, EmbeddedPostgresException {
    Account account = Account.of(layout);
    DiskSpace disk = DiskSpace.of(layout);
    Binaries binaries = Binaries.unpack(layout, platform);
    Programs programs = new Programs(binaries, account);
    programs.check(account);
    new Leftovers(layout, programs).clear();
    binaries.deleteOthers();
    new Cluster(layout, account, programs).prepare();
    Path socketDirectory = SocketDirectory.prepare(layout, account);
    Watch watch =
        Watch.start(
            layout,
            programs,
            ServerSettings.arguments(options, socketDirectory),
            options.startTimeout());
    disk.watch();
    return new EmbeddedPostgres(
        layout,
        socketDirectory,
        Optional.of(disk),
        () -> {
          try (lock;
              disk) {
            watch.stop();
            SocketDirectory.remove(layout);
          }
        });
  }

  /** The room that it has; empty where another process has started it. */
  public Optional<DiskSpace> disk() {
    return disk;
  }

  /** The {@code host} of a connection that goes through the socket. At most 89 bytes long. */
  public Path socketDirectory() {
    return socketDirectory;
  }

  /** Only names the socket, {@code .s.PGSQL.5432}: the server is on no network. */
  public int port() {
    return PORT;
  }

  /** The superuser. There is no password. */
  public String user() {
    return USER;
  }

  /** UTF-8, with the collation C.UTF-8. */
  public String database() {
    return DATABASE;
  }

  /** For {@link java.sql.DriverManager}; the class path needs pgjdbc. */
  public String jdbcUrl() {
    return "jdbc:postgresql://localhost/%s?user=%s&sslmode=disable&socketFactory=%s&socketFactoryArg=%s"
        .formatted(
            DATABASE,
            USER,
            UnixSocketFactory.class.getName(),
            URLEncoder.encode(
                socketDirectory.resolve(SocketDirectory.SOCKET).toString(),
                StandardCharsets.UTF_8));
  }

  /**
   * Stops the server: what is not committed is rolled back, and connections are closed. Kills it if
   * that takes more than 10 s. Does nothing the second time.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      ending.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
