package chat.parley.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Answers that a client need not be sent again (RFC 9110, 13.1.2). */
public final class Conditional {
  private static final Answer.Header CACHE_CONTROL =
      new Answer.Header(
          HttpHeaders.CACHE_CONTROL, HttpHeaders.createOptimized("private, no-cache"));
  private static final Answer.Header VARY =
      new Answer.Header(
          HttpHeaders.VARY, HttpHeaders.createOptimized("Authorization, Accept-Encoding"));

  private Conditional() {}

  /** Whether the client has the state that an entity tag names. */
  public static boolean isKnown(Exchange exchange, String etag) {
    String header = exchange.header(HttpHeaders.IF_NONE_MATCH);
    if (header == null) {
      return false;
    }
    for (String known : header.split(",", -1)) {
      if (opaque(known.strip()).equals(opaque(etag))) {
        return true;
      }
    }
    return false;
  }

  /** 304, with the tag of what the client has. */
  public static Answer notModified(String etag) {
    return tagged(new Answer(304, null, List.of(), null), etag);
  }

  /** An answer that clients may keep, and ask about with its tag. */
  public static Answer tagged(Answer answer, String etag) {
    return answer.with(new Answer.Header(HttpHeaders.ETAG, etag), CACHE_CONTROL, VARY);
  }

  /** The answer with a tag that its bytes give, or 304 where the client has those bytes. */
  public static Answer byContent(Exchange exchange, Answer answer) {
    Buffer body = answer.body();
    if (body == null) {
      return answer;
    }
    String etag = tagOf(body.getBytes());
    return isKnown(exchange, etag) ? notModified(etag) : tagged(answer, etag);
  }

  /** A weak tag: it names the content, in whatever encoding it travels. */
  static String tagOf(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Weak comparison (RFC 9110, 8.8.3.2). */
  private static String opaque(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
