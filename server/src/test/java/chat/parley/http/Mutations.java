package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Spoils requests: method, path, query and headers. What it does depends on its random numbers alone. */
final class Mutations {
  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "PROPFIND",
          "get",
          "Post",
          "G@T",
          "GE T",
          "\u00e9",
          "X".repeat(300),
          "\0",
          "");
  private static final List<String> SEGMENTS =
      List.of(
          "",
          ".",
          "..",
          "0",
          "-1",
          "+1",
          "1.0",
          "00000000000000000001",
          "9223372036854775807",
          "9223372036854775808",
          "9".repeat(400),
          "1e9",
          "abc",
          "%31",
          "%",
          "%zz",
          "%00",
          "%2e%2e",
          "%2F",
          "%0d%0a",
          "%ff",
          "%ed%a0%80",
          "%f0%9f%98%80",
          "\u00f0\u009f\u0098\u0080",
          "\u00e9",
          "\u00d9\u00a1",
          "rooms",
          "messages",
          "users",
          "me",
          "token",
          "*",
          "~",
          "{id}",
          "\\",
          "a;b=c",
          "a+b",
          "#",
          "x".repeat(2_000));
  private static final List<String> NAMES =
      List.of(
          "cursor",
          "limit",
          "offset",
          "page_size",
          "search",
          "",
          "%00",
          "a%20b",
          "%ff",
          "\u00e9",
          "format",
          "cursor%5B%5D",
          "limit");
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "+5",
          "%2B5",
          "101",
          "1e3",
          "1.5",
          "9223372036854775807",
          "-9223372036854775808",
          "99999999999999999999",
          "9".repeat(3_900),
          "9".repeat(5_000),
          "null",
          "%00",
          "per%00",
          "%ff%fe",
          "%ed%a0%80",
          "%",
          "%4",
          "%zz",
          "\u00e9",
          "\u00ff\u00fe",
          "%F0%9F%98%80",
          "%25",
          "_",
          "'",
          "%27%3B--",
          "%D9%A1",
          "bzE",
          "bzE=",
          "bzE%3D",
          "bm4",
          "bi0x",
          "bzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk",
          "b285",
          "cA==",
          "====",
          "\0",
          "a&b=c",
          "x".repeat(4_000));
  private static final List<String> TYPES =
      List.of(
          "",
          "application/json; charset=utf-8",
          "application/json;charset=latin1",
          "APPLICATION/JSON",
          "text/plain",
          "text/html",
          "*/*",
          "application/*",
          "application/json;q=0",
          ";",
          ",",
          "/",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "\u00e9\u00ff",
          "application/json, text/html;q=0.5",
          "x".repeat(3_000),
          "application/\"json\"");
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "\u00e9",
          "\u0001",
          "\0",
          "a,b",
          "\"",
          "x".repeat(200),
          "return=representation",
          "127.0.0.1",
          "[::1]:80",
          "host:99999",
          "a b",
          "\u00ff".repeat(65),
          "max-age=0",
          "*",
          "W/\"1\"",
          "100-continue",
          "gzip",
          "bytes=0-1",
          "websocket",
          "close",
          "keep-alive",
          "\"\\",
          "<>",
          "http://");
  private static final List<String> HEADERS =
      List.of(
          "Host",
          "Idempotency-Key",
          "Prefer",
          "If-None-Match",
          "Origin",
          "Cookie",
          "Range",
          "Expect",
          "Accept-Encoding",
          "Content-Encoding",
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "Connection",
          "Upgrade",
          "Referer",
          "If-Match",
          "User-Agent",
          "\u00e9",
          "a b",
          "");

  private final Random random;
  private final OddBodies bodies;
  private final OddCredentials credentials;

  Mutations(Random random, OddCredentials credentials) {
    this.random = random;
    this.bodies = new OddBodies(random);
    this.credentials = credentials;
  }

  /** One to three changes; now and then none. */
  Draft apply(Draft valid) {
    List<UnaryOperator<Draft>> kinds =
        List.of(
            this::method,
            this::path,
            this::query,
            this::header,
            this::authorization,
            this::body,
            this::body);
    Draft draft = valid;
    for (int left = random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(3); left > 0; left--) {
      draft = kinds.get(random.nextInt(kinds.size())).apply(draft);
    }
    return draft;
  }

  private Draft method(Draft draft) {
    return draft.withMethod(any(METHODS));
  }

  private Draft path(Draft draft) {
    String[] segments = draft.path().split("/", -1);
    int place = random.nextInt(segments.length);
    String path =
        switch (random.nextInt(7)) {
          case 0 -> draft.path().replaceFirst("/$", "");
          case 1 -> draft.path() + "/";
          case 2 -> draft.path() + any(SEGMENTS);
          case 3 -> "http://elsewhere" + draft.path();
          case 4 -> escaped(draft.path());
          default -> {
            String[] changed = Arrays.copyOf(segments, segments.length);
            changed[place] = any(SEGMENTS);
            yield String.join("/", changed);
          }
        };
    return draft.withTarget(path + draft.query());
  }

  private String escaped(String path) {
    int place = random.nextInt(path.length());
    return "%s%%%02x%s"
        .formatted(path.substring(0, place), (int) path.charAt(place), path.substring(place + 1));
  }

  private Draft query(Draft draft) {
    StringBuilder query = new StringBuilder(draft.query().isEmpty() ? "?" : draft.query() + "&");
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      query
          .append(any(NAMES))
          .append(random.nextInt(8) == 0 ? "" : "=")
          .append(any(VALUES))
          .append('&');
    }
    return draft.withTarget(draft.path() + query);
  }

  private Draft header(Draft draft) {
    return switch (random.nextInt(6)) {
      case 0 -> draft.with("Content-Type", any(TYPES));
      case 1 -> draft.without("Content-Type");
      case 2 -> draft.with("Accept", any(TYPES));
      case 3 -> draft.without("Host");
      default -> draft.with(any(HEADERS), any(ODD));
    };
  }

  private Draft authorization(Draft draft) {
    return random.nextInt(8) == 0
        ? draft.without("Authorization")
        : draft.with("Authorization", credentials.next(draft));
  }

  private Draft body(Draft draft) {
    Buffer body = draft.body();
    return draft.withBody(body == null && random.nextBoolean() ? null : bodies.next(body));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
