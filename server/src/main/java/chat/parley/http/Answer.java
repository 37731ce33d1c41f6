package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is sent back: a status, headers beside the usual ones, and a body or none. */
public record Answer(
    int status, @Nullable String contentType, List<Header> headers, @Nullable Buffer body) {
  public static final String JSON = "application/json";
  private static final int BEGUN = 0;

  /** One response header. */
  public record Header(CharSequence name, CharSequence value) {}

  public static Answer json(int status, JsonContent content) {
    return json(status, Json.encode(content));
  }

  public static Answer json(int status, Buffer body) {
    return new Answer(status, JSON, List.of(), body);
  }

  /** 204: there is nothing to say, and RFC 9110 forbids to say it. */
  public static Answer empty() {
    return new Answer(204, null, List.of(), null);
  }

  /** For an endpoint that has begun to answer by itself, and goes on: nothing more is sent. */
  public static Answer begun() {
    return new Answer(BEGUN, null, List.of(), null);
  }

  boolean isBegun() {
    return status == BEGUN;
  }

  /** 301: the thing lives at another address. */
  static Answer redirect(String location) {
    return new Answer(301, "text/html; charset=utf-8", List.of(), null).with("Location", location);
  }

  /** This answer with one more header. */
  public Answer with(CharSequence name, CharSequence value) {
    return with(new Header(name, value));
  }

  /** This answer with more headers. */
  public Answer with(Header... more) {
    List<Header> all = new ArrayList<>(headers);
    all.addAll(Arrays.asList(more));
    return new Answer(status, contentType, List.copyOf(all), body);
  }
}
