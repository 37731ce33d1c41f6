package chat.parley.transfer.foreign;

import chat.parley.transfer.TransferException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a Slack export's zip. None unpacks to more than it can honestly have in it. */
final class SlackFiles implements Closeable {
  private static final int MOST_FILES = 500_000;
  private static final long FREE_BYTES = 16 << 20;

  /** JSON of messages packs to a tenth or so; a bomb to a thousandth. */
  private static final long MOST_RATIO = 200;

  private final ZipFile zip;
  private final String folder;

  /** The files of each folder, both named from the export's own folder on. */
  private final Map<String, List<String>> folders;

  SlackFiles(Path file) throws IOException {
    try {
      zip = new ZipFile(file.toFile());
    } catch (java.util.zip.ZipException e) {
      throw new TransferException("%s is no zip: %s".formatted(file, e.getMessage()));
    }
    if (zip.size() > MOST_FILES) {
      throw new TransferException("the zip has more than %,d files".formatted(MOST_FILES));
    }
    folder =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.equals("users.json") || name.endsWith("/users.json"))
            .min(Comparator.comparingInt(String::length))
            .map(name -> name.substring(0, name.length() - "users.json".length()))
            .orElseThrow(
                () -> new TransferException("this is no Slack export: it has no users.json"));
    folders =
        zip.stream()
            .filter(entry -> !entry.isDirectory())
            .map(ZipEntry::getName)
            .filter(name -> name.startsWith(folder))
            .map(name -> name.substring(folder.length()))
            .collect(Collectors.groupingBy(name -> name.substring(0, name.lastIndexOf('/') + 1)));
  }

  /** The records of a file; empty where there is no such file. */
  Optional<JsonRecords> open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(folder + name);
    return entry == null
        ? Optional.empty()
        : Optional.of(new JsonRecords(name, new Bounded(entry, zip.getInputStream(entry))));
  }

  /** The files directly in a folder of the export, by their names: days in their order. */
  List<String> in(String directory) {
    return sorted(directory + "/");
  }

  /** The files beside users.json. */
  List<String> top() {
    return sorted("");
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private List<String> sorted(String directory) {
    return folders.getOrDefault(directory, List.of()).stream().sorted().toList();
  }

  private static final class Bounded extends FilterInputStream {
    private final ZipEntry entry;
    private long count;

    Bounded(ZipEntry entry, InputStream in) {
      super(in);
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(read, 0);
      if (count > FREE_BYTES && count > MOST_RATIO * entry.getCompressedSize()) {
        throw new TransferException(
            "%s unpacks to more than %d times its size: this is no honest export"
                .formatted(entry.getName(), MOST_RATIO));
      }
      return read;
    }
  }
}
