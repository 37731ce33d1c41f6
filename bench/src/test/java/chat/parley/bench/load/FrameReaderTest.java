package chat.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private static final String LONG = "x".repeat(300);

  private final List<String> seen = new ArrayList<>();
  private final FrameReader reader =
      new FrameReader((opcode, bytes, start, length) ->
          seen.add(opcode + bytes.toString(start, length, StandardCharsets.US_ASCII)));

  @Test
  void framesInOnePieceAreReadOneByOne() {
    reader.read(frames());
    assertThat(seen).containsExactly("1hello", "9", "1" + LONG);
  }

  @Test
  void framesInPiecesOfAnySizeAreReadWhole() {
    for (int size = 1; size < 310; size++) {
      seen.clear();
      ByteBuf all = frames();
      while (all.isReadable()) {
        reader.read(all.readSlice(Math.min(size, all.readableBytes())));
      }
      assertThat(seen).as("pieces of %d", size).containsExactly("1hello", "9", "1" + LONG);
    }
  }

  private static ByteBuf frames() {
    ByteBuf bytes = Unpooled.buffer();
    bytes.writeByte(0x81).writeByte(5).writeBytes(ascii("hello"));
    bytes.writeByte(0x89).writeByte(0);
    bytes.writeByte(0x81).writeByte(126).writeShort(300).writeBytes(ascii(LONG));
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
