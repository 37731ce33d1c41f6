package chat.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String ANSWER =
      "HTTP/1.1 201 Created\r\nallow: GET\r\nContent-Length: 11\r\n\r\n{\"next\": 1}";

  private final AnswerReader reader = new AnswerReader();

  @Test
  void anAnswerInOnePieceGivesItsStatus() throws IOException {
    assertThat(reader.read(bytes(ANSWER))).isEqualTo(201);
  }

  @Test
  void anAnswerInAnyTwoPiecesGivesItsStatusWithTheSecond() throws IOException {
    for (int cut = 1; cut < ANSWER.length(); cut++) {
      assertThat(reader.read(bytes(ANSWER.substring(0, cut)))).as("cut at %d", cut).isZero();
      assertThat(reader.read(bytes(ANSWER.substring(cut)))).as("cut at %d", cut).isEqualTo(201);
    }
  }

  @Test
  void anAnswerByteByByteGivesItsStatusWithTheLast() throws IOException {
    for (int i = 0; i < ANSWER.length() - 1; i++) {
      assertThat(reader.read(bytes(ANSWER.substring(i, i + 1)))).isZero();
    }
    assertThat(reader.read(bytes("}"))).isEqualTo(201);
  }

  @Test
  void anAnswerWithoutABodyIsComplete() throws IOException {
    assertThat(reader.read(bytes("HTTP/1.1 304 Not Modified\r\netag: W/\"1\"\r\n\r\n")))
        .isEqualTo(304);
  }

  @Test
  void theOpeningIsTheBeginningOfTheBody() throws IOException {
    reader.keepOpening(7);
    reader.read(bytes(ANSWER.substring(0, ANSWER.length() - 6)));
    reader.read(bytes(ANSWER.substring(ANSWER.length() - 6)));
    assertThat(reader.opening()).isEqualTo("{\"next\"");
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
  }
}
