package chat.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveFrameTest {
  private static final String SENT = "Is anybody still in the office? The meeting was moved.";

  @Test
  void aCreatedMessageTellsItsRoomAndWhenItWasPlanned() {
    String frame =
        "{\"type\":\"message.created\",\"room\":17,\"seq\":2,\"message\":{\"id\":9,\"chat_room\":17,"
            + "\"sender\":3,\"content\":\"0000000000000012345 %s\"}}".formatted(SENT);
    assertThat(room(frame)).isEqualTo(17);
    assertThat(planned(frame)).containsExactly(12345L);
  }

  @Test
  void changesTellOfEachOfTheirMessages() {
    String frame =
        "{\"type\":\"changes\",\"room\":8,\"from\":0,\"to\":2,\"more\":false,\"messages\":["
            + "{\"id\":1,\"content\":\"0000000000000000007 %s\"},{\"id\":2,\"content\":\"0000000000000000009 %s\"}]}"
                .formatted(SENT, SENT);
    assertThat(room(frame)).isEqualTo(8);
    assertThat(planned(frame)).containsExactly(7L, 9L);
  }

  @Test
  void otherFramesAreOfNoRoom() {
    assertThat(room("{\"type\":\"ack\",\"room\":17,\"seq\":2}")).isEqualTo(-1);
    assertThat(room("{}")).isEqualTo(-1);
  }

  @Test
  void aSentFrameIsMasked() {
    ByteBuf frame = LiveFrame.send(5, 77);
    int length = frame.getUnsignedByte(1) & 0x7f;
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) (frame.getByte(6 + i) ^ frame.getByte(2 + i % 4));
    }
    assertThat(frame.getUnsignedByte(0)).isEqualTo((short) 0x81);
    assertThat(frame.getUnsignedByte(1)).isEqualTo((short) (0x80 | length));
    assertThat(new String(text, StandardCharsets.US_ASCII))
        .isEqualTo(
            "{\"type\":\"send\",\"room\":5,\"content\":\"0000000000000000077 %s\"}"
                .formatted(SENT));
  }

  private static long room(String frame) {
    return LiveFrame.room(bytes(frame), 0, frame.length());
  }

  private static List<Long> planned(String frame) {
    List<Long> planned = new ArrayList<>();
    LiveFrame.planned(bytes(frame), 0, frame.length(), planned::add);
    return planned;
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
  }
}
