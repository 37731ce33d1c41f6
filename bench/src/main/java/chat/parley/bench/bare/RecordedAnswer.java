package chat.parley.bench.bare;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer's headers, but for its length, and its body. */
public record RecordedAnswer(Map<String, String> headers, Buffer body) {
  /** For a server that is asked for no pages. */
  public static RecordedAnswer nothing() {
    return new RecordedAnswer(Map.of(), Buffer.buffer());
  }

  /** A line for each header, an empty line, the body. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder();
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append('\n'));
    bytes.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body.getBytes());
    return bytes.toByteArray();
  }

  static RecordedAnswer parse(byte[] bytes) {
    int gap = 0;
    while (bytes[gap] != '\n' || (gap > 0 && bytes[gap - 1] != '\n')) {
      gap++;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    new String(bytes, 0, gap, StandardCharsets.ISO_8859_1)
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(header -> headers.put(header[0], header[1]));
    return new RecordedAnswer(headers, Buffer.buffer(bytes).slice(gap + 1, bytes.length));
  }
}
