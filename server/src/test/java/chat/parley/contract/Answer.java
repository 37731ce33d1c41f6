package chat.parley.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An HTTP answer as it came off the socket. */
final class Answer {
  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  Answer(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  /** All values of a header, joined as RFC 9110 section 5.3 says. */
  Optional<String> header(String name) {
    return Header.find(headers, name);
  }

  boolean isEmpty() {
    return body.length == 0;
  }

  /**
   * The body as a text.
   *
   * @throws CharacterCodingException when it is not UTF-8
   */
  String text() throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  /** The first bytes of the body as a text, with replacement characters for what is not UTF-8. */
  String start(int bytes) {
    return new String(body, 0, Math.min(bytes, body.length), StandardCharsets.UTF_8);
  }

  /** One header line. */
  record Header(String name, String value) {
    static Optional<String> find(List<Header> headers, String name) {
      List<String> values =
          headers.stream()
              .filter(header -> header.name.equalsIgnoreCase(name))
              .map(Header::value)
              .toList();
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(values.stream().collect(Collectors.joining(", ")));
    }
  }
}
