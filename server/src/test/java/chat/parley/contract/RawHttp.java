package chat.parley.contract;

import chat.parley.contract.Answer.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request on one plain connection. The JDK's client would repair or refuse the odd requests
 * that the contract is about (a wrong length, a raw target), and would drop the body of a 204.
 */
record RawHttp(URI base) {
  private static final int TIMEOUT_MILLIS = 30_000;

  /** The value of {@code Host} unless a request brings its own. */
  String authority() {
    return base.getRawAuthority();
  }

  /**
   * Sends a request and reads its answer to the end. Adds {@code Host}, {@code Content-Length} (with a
   * body) and {@code Connection: close} to the headers.
   *
   * @throws IOException when no answer came within 30 seconds, or one that is not HTTP
   */
  Answer send(String method, String target, List<Header> headers, byte @Nullable [] body)
      throws IOException {
    try (Socket socket = new Socket()) {
      int port = base.getPort() < 0 ? 80 : base.getPort();
      socket.connect(new InetSocketAddress(base.getHost(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request(method, target, headers, body));
      return new AnswerReader(socket).read(method);
    }
  }

  private byte[] request(
      String method, String target, List<Header> headers, byte @Nullable [] body) {
    StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
    if (Header.find(headers, "Host").isEmpty()) {
      append(head, new Header("Host", authority()));
    }
    headers.forEach(header -> append(head, header));
    if (body != null && Header.find(headers, "Content-Length").isEmpty()) {
      append(head, new Header("Content-Length", String.valueOf(body.length)));
    }
    append(head, new Header("Connection", "close"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Wtf8.encode(head.append("\r\n").toString()));
    if (body != null) {
      bytes.writeBytes(body);
    }
    return bytes.toByteArray();
  }

  private static void append(StringBuilder head, Header header) {
    head.append(header.name()).append(": ").append(header.value()).append("\r\n");
  }
}
