package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file's bytes, ready to be sent.
 *
 * @param etag names the bytes (RFC 9110, 8.8.3); weak, since both encodings have it
 */
record FileContent(Buffer plain, Buffer gzipped, String etag) {

  /** Reads a file that is there for certain: it was packed with this class. */
  static FileContent ofClassPath(String path) {
    try (InputStream stream = FileContent.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + path);
      }
      byte[] bytes = stream.readAllBytes();
      return new FileContent(
          Buffer.buffer(bytes), Buffer.buffer(Gzip.compress(bytes)), Conditional.tagOf(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
