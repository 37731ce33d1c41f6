package chat.parley.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/** Fills a database: the accounts first, then the rooms, over a connection a core. */
public final class Demo {
  /** The password of every account. */
  public static final String PASSWORD = "parley-demo";

  private static final String UNIQUE_VIOLATION = "23505";

  private final DataSource database;
  private final DemoSize size;
  private final LongConsumer progress;

  /**
   * @param progress is told how many messages there are, again and again; by several threads
   */
  public Demo(DataSource database, DemoSize size, LongConsumer progress) {
    this.database = database;
    this.size = size;
    this.progress = progress;
  }

  /**
   * Blocks until everything is stored. Broken off, it leaves whole rooms.
   *
   * @param passwordHash what every account is to log in with
   * @return false, and nothing stored, where there is an account of such a name already
   * @throws SQLException if the database does not do it
   */
  public boolean store(String passwordHash) throws SQLException, InterruptedException {
    List<Long> users;
    try (Connection connection = connect()) {
      users = new DemoStore(connection).addUsers(size.users(), passwordHash);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
    storeRooms(users);
    try (Connection connection = connect()) {
      new DemoStore(connection).tidy();
    }
    return true;
  }

  private void storeRooms(List<Long> users) throws SQLException, InterruptedException {
    Queue<RoomRange> ranges = new ConcurrentLinkedQueue<>(RoomRange.of(size, users));
    AtomicLong stored = new AtomicLong();
    Callable<Void> work =
        () -> {
          try (Connection connection = connect()) {
            DemoStore store = new DemoStore(connection);
            RoomRange range = ranges.poll();
            while (range != null) {
              store.add(range, messages -> progress.accept(stored.addAndGet(messages)));
              range = ranges.poll();
            }
          } catch (SQLException e) {
            ranges.clear();
            throw e;
          }
          return null;
        };
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < cores; i++) {
        all.add(work);
      }
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
