package chat.parley.transfer;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a text, gzipped or not, one after the other; none longer than 4 Mi characters. */
final class Lines implements Closeable {
  private static final int LONGEST = 4 << 20;
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private int from;
  private int to;
  private long number;

  private Lines(Reader reader) {
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @param file {@code -} for the standard input
   */
  static Lines open(String file) throws IOException {
    return of(ExportFile.open(file));
  }

  /** Reads UTF-8 strictly. */
  static Lines of(InputStream input) throws IOException {
    return new Lines(new InputStreamReader(unzipped(input), StandardCharsets.UTF_8.newDecoder()));
  }

  private static InputStream unzipped(InputStream input) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(input, BUFFER);
    bytes.mark(2);
    int magic = bytes.read() << 8 | bytes.read();
    bytes.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }

  /** The next line without its end, or null after the last one. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    number++;
    while (true) {
      if (from == to && !fill()) {
        number -= line.isEmpty() ? 1 : 0;
        return line.isEmpty() ? null : line.toString();
      }
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      line.append(buffer, from, end - from);
      if (line.length() > LONGEST) {
        throw new TransferException(
            "line %d is longer than %d characters".formatted(number, LONGEST));
      }
      from = end;
      if (end < to) {
        from++;
        return line.toString();
      }
    }
  }

  /** Which line the last one was, from 1. */
  long number() {
    return number;
  }

  private boolean fill() throws IOException {
    from = 0;
    try {
      to = Math.max(0, reader.read(buffer));
    } catch (CharacterCodingException e) {
      throw new TransferException("line %d is not UTF-8".formatted(number), e);
    }
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
