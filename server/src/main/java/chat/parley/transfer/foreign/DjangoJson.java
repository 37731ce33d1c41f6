package chat.parley.transfer.foreign;

import chat.parley.transfer.TransferException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code manage.py dumpdata} writes, as {@code json} or {@code jsonl}. */
record DjangoJson(JsonRecords records) implements DjangoRecords {
  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Entry next() throws IOException {
    Map<String, @Nullable Object> object = records.next();
    if (object == null) {
      return null;
    }
    if (!(object.get("model") instanceof String model)
        || !(object.get("fields") instanceof Map<?, ?> fields)) {
      throw new TransferException("this is no output of manage.py dumpdata: it has no \"model\"");
    }
    Object key = object.get("pk");
    return new Entry(
        model, key == null ? "" : key.toString(), (Map<String, @Nullable Object>) fields);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
