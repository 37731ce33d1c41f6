package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** The one content coding that answers are kept in (RFC 9110, 8.4.1.3). */
public final class Gzip {
  /** As it stands in Content-Encoding. */
  static final String NAME = "gzip";

  private Gzip() {}

  /** An answer with its body compressed. */
  public static Answer compressed(Answer plain) {
    byte[] bytes = Objects.requireNonNull(plain.body()).getBytes();
    Answer same =
        new Answer(
            plain.status(), plain.contentType(), plain.headers(), Buffer.buffer(compress(bytes)));
    return same.with(HttpHeaders.CONTENT_ENCODING, NAME);
  }

  static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /** Whether the client reads it. */
  public static boolean isAccepted(Exchange exchange) {
    String header = exchange.header(HttpHeaders.ACCEPT_ENCODING);
    return header != null && header.contains(NAME) && !header.contains(NAME + ";q=0");
  }
}
