package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The one content coding that answers are kept in (RFC 9110, 8.4.1.3). */
public final class Gzip {
  private static final Pattern NO_WEIGHT = Pattern.compile("[qQ]=0(\\.0*)?");

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

  /** Whether the client reads it: names it, with no weight of zero (RFC 9110, 12.5.3). */
  public static boolean isAccepted(Exchange exchange) {
    String header = exchange.header(HttpHeaders.ACCEPT_ENCODING);
    return header != null && isAccepted(header);
  }

  static boolean isAccepted(String acceptEncoding) {
    for (String coding : acceptEncoding.split(",", -1)) {
      String[] parts = coding.split(";", -1);
      if (parts[0].strip().equalsIgnoreCase(NAME)) {
        return parts.length == 1 || !NO_WEIGHT.matcher(parts[1].strip()).matches();
      }
    }
    return false;
  }
}
