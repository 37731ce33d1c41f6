package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request before it is sent, whether or not it is HTTP. All but the body is sent a byte a character.
 *
 * @param file whether a good answer is a file rather than JSON
 */
record Draft(
    String method, String target, List<Header> headers, @Nullable Buffer body, boolean file) {

  record Header(String name, String value) {}

  Draft withMethod(String other) {
    return new Draft(other, target, headers, body, file);
  }

  Draft withTarget(String other) {
    return new Draft(method, other, headers, body, file);
  }

  Draft withBody(@Nullable Buffer other) {
    return new Draft(method, target, headers, other, file);
  }

  /** With this header in place of others of its name. */
  Draft with(String name, String value) {
    Draft draft = without(name);
    List<Header> all = new ArrayList<>(draft.headers);
    all.add(new Header(name, value));
    return new Draft(method, target, List.copyOf(all), body, file);
  }

  Draft without(String name) {
    List<Header> others = headers.stream().filter(h -> !h.name.equalsIgnoreCase(name)).toList();
    return new Draft(method, target, others, body, file);
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** With the question mark; empty for none. */
  String query() {
    return target.substring(path().length());
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
    headers.forEach(h -> head.append(h.name).append(": ").append(h.value).append("\r\n"));
    if (body != null) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    Buffer all =
        Buffer.buffer(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    return (body == null ? all : all.appendBuffer(body)).getBytes();
  }

  /** The start of what is sent, for a person to read. */
  @Override
  public String toString() {
    String text = new String(bytes(), StandardCharsets.ISO_8859_1);
    return text.substring(0, Math.min(text.length(), 2_000))
        .replaceAll("[^\\x20-\\x7e\\r\\n]", "·");
  }
}
