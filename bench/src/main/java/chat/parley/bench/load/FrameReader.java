package chat.parley.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Reads a server's WebSocket frames (RFC 6455, 5.2), which are whole and not masked, without copying them. */
final class FrameReader {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;

  /** Takes frames. The bytes are the reader's again afterwards. */
  @FunctionalInterface
  interface Sink {
    void frame(int opcode, ByteBuf bytes, int start, int length);
  }

  private final Sink sink;
  private @Nullable ByteBuf begun;

  FrameReader(Sink sink) {
    this.sink = sink;
  }

  /** Takes bytes from the network; the buffer stays the caller's. */
  void read(ByteBuf bytes) {
    ByteBuf kept = begun;
    if (kept == null) {
      readAll(bytes);
      if (bytes.isReadable()) {
        begun = ByteBufAllocator.DEFAULT.heapBuffer(2 * bytes.readableBytes()).writeBytes(bytes);
      }
    } else {
      kept.writeBytes(bytes);
      readAll(kept);
      if (!kept.isReadable()) {
        forget();
      } else {
        kept.discardReadBytes();
      }
    }
  }

  void forget() {
    if (begun != null) {
      begun.release();
      begun = null;
    }
  }

  private void readAll(ByteBuf bytes) {
    while (bytes.readableBytes() >= 2) {
      int at = bytes.readerIndex();
      int opcode = bytes.getByte(at) & 0xf;
      int length = bytes.getByte(at + 1) & 0x7f;
      int head = length < 126 ? 2 : length == 126 ? 4 : 10;
      if (bytes.readableBytes() < head) {
        return;
      }
      if (length == 126) {
        length = bytes.getUnsignedShort(at + 2);
      } else if (length == 127) {
        length = (int) bytes.getLong(at + 2);
      }
      if (bytes.readableBytes() < head + length) {
        return;
      }
      sink.frame(opcode, bytes, at + head, length);
      bytes.readerIndex(at + head + length);
    }
  }
}
