package chat.parley.contract;

import chat.parley.contract.Answer.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the one answer that a connection brings. A body that breaks off is kept as far as it came: the
 * comparison then says what is missing.
 */
final class AnswerReader {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");

  /** How long to look for bytes where there should be none, or only such as the server likes. */
  private static final int BODYLESS_TIMEOUT_MILLIS = 3_000;

  private final Socket socket;
  private final InputStream in;

  AnswerReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Reads the answer to a request of this method.
   *
   * @throws IOException when the connection ends or times out within the head
   */
  Answer read(String method) throws IOException {
    String statusLine = line();
    Matcher matcher = STATUS_LINE.matcher(statusLine);
    if (!matcher.matches()) {
      throw new IOException("no HTTP answer: " + statusLine);
    }
    int status = Integer.parseInt(matcher.group(1));
    List<Header> headers = headers();
    return new Answer(status, headers, body(method, status, headers));
  }

  private List<Header> headers() throws IOException {
    List<Header> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("not a header: " + line);
      }
      headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private byte[] body(String method, int status, List<Header> headers) throws IOException {
    if (method.equals("HEAD") || status == 204 || status == 304) {
      socket.setSoTimeout(BODYLESS_TIMEOUT_MILLIS);
      return upTo(Integer.MAX_VALUE);
    }
    if (Header.find(headers, "Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    String length = Header.find(headers, "Content-Length").orElse("");
    return upTo(length.isEmpty() ? Integer.MAX_VALUE : number(length, 10));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line();
      int length = number(size.contains(";") ? size.substring(0, size.indexOf(';')) : size, 16);
      if (length == 0) {
        return body.toByteArray();
      }
      body.writeBytes(upTo(length));
      line();
    }
  }

  /** A line without its CR LF; the bytes of a head are those of Latin-1. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the connection ended after: " + line);
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private byte[] upTo(int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = new byte[8_192];
    try {
      for (int rest = length; rest > 0; ) {
        int read = in.read(block, 0, Math.min(block.length, rest));
        if (read < 0) {
          break;
        }
        bytes.write(block, 0, read);
        rest -= read;
      }
    } catch (SocketTimeoutException | SocketException e) {
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return Integer.parseUnsignedInt(digits.strip(), radix);
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + digits, e);
    }
  }
}
