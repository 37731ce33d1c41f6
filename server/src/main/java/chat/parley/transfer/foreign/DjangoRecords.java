package chat.parley.transfer.foreign;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Django database's rows, one after the other, whatever form the dump has. */
interface DjangoRecords extends Closeable {
  /**
   * A row.
   *
   * @param model as Django names it: {@code chat.message}
   * @param key the primary key, or empty where there is none
   */
  record Entry(String model, String key, Map<String, @Nullable Object> values) {}

  /** The next one; null after the last. */
  @Nullable Entry next() throws IOException;
}
