package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 answers of one connection as cheaply as can be: the status and {@code Content-Length}; the
 * body's bytes are only counted.
 */
final class AnswerReader {
  private static final byte[] LENGTH =
      "content-length:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** Where the digits of the status begin in {@code HTTP/1.1 200 OK}. */
  private static final int STATUS_AT = 9;

  private @Nullable ByteBuf head;
  private int status;
  private long bodyLeft;
  private int wanted;
  private final StringBuilder opening = new StringBuilder();

  /** From the next answer on, keeps so many bytes of the body's beginning. */
  void keepOpening(int bytes) {
    wanted = bytes;
  }

  /** The beginning of the last answer's body, as ASCII. */
  String opening() {
    return opening.toString();
  }

  /** Takes bytes from the network; the buffer stays the caller's. Gives an answer's status once it is complete, else 0. */
  int read(ByteBuf bytes) throws IOException {
    if (bodyLeft == 0) {
      ByteBuf whole = joined(bytes);
      int end = endOfHead(whole);
      if (end < 0) {
        keep(whole);
        return 0;
      }
      status = number(whole, whole.readerIndex() + STATUS_AT);
      bodyLeft = bodyLength(whole, end);
      opening.setLength(0);
      count(whole, end);
      forget();
    } else {
      count(bytes, bytes.readerIndex());
    }
    if (bodyLeft < 0) {
      throw new IOException("the server sent more than it announced");
    }
    return bodyLeft == 0 ? status : 0;
  }

  private void count(ByteBuf bytes, int start) {
    int length = bytes.writerIndex() - start;
    for (int i = 0; i < length && opening.length() < wanted; i++) {
      opening.append((char) bytes.getByte(start + i));
    }
    bodyLeft -= length;
  }

  void forget() {
    if (head != null) {
      head.release();
      head = null;
    }
  }

  private ByteBuf joined(ByteBuf bytes) {
    return head == null
        ? bytes
        : head.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
  }

  private void keep(ByteBuf whole) {
    if (head == null) {
      head = ByteBufAllocator.DEFAULT.heapBuffer(whole.readableBytes() + 256).writeBytes(whole);
    }
  }

  /** The index after the empty line, or -1. */
  private static int endOfHead(ByteBuf bytes) {
    int end = bytes.writerIndex() - 3;
    for (int i = bytes.readerIndex(); i < end; i++) {
      if (bytes.getByte(i) == '\r' && bytes.getInt(i) == 0x0d0a0d0a) {
        return i + 4;
      }
    }
    return -1;
  }

  private long bodyLength(ByteBuf bytes, int end) throws IOException {
    for (int i = bytes.readerIndex(); i < end - LENGTH.length; i++) {
      if (bytes.getByte(i) == '\n' && isLength(bytes, i + 1)) {
        return number(bytes, i + 1 + LENGTH.length);
      }
    }
    if (status == 204 || status == 304) {
      return 0;
    }
    throw new IOException("an answer without Content-Length, status " + status);
  }

  private static boolean isLength(ByteBuf bytes, int start) {
    for (int i = 0; i < LENGTH.length; i++) {
      byte letter = bytes.getByte(start + i);
      if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(ByteBuf bytes, int start) {
    int at = start;
    while (bytes.getByte(at) == ' ') {
      at++;
    }
    int number = 0;
    for (byte digit = bytes.getByte(at); digit >= '0' && digit <= '9'; digit = bytes.getByte(at)) {
      number = 10 * number + digit - '0';
      at++;
    }
    return number;
  }
}
