package chat.parley.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static String encoded(String plain) {
    return Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatWasWrittenIsRead() {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long position = random.nextLong(1L << (1 + random.nextInt(59)));
      Cursor cursor =
          random.nextBoolean() ? Cursor.olderThan(position) : Cursor.newerThan(position);
      assertThat(Cursor.parse(cursor.text())).as("with -Dparley.seed=%d", seed).hasValue(cursor);
    }
  }

  @Test
  void whatIsWrittenNeedsNoEscapeInAnAddress() {
    assertThat(Cursor.olderThan(999_999_999_999_999_999L).text()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void randomTextIsNoCursorUnlessItIsWrittenAsOne() {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      String garbage = random.nextBoolean() ? text : encoded(text);
      assertThat(Cursor.parse(garbage))
          .as("%s with -Dparley.seed=%d", garbage, seed)
          .satisfiesAnyOf(
              found -> assertThat(found).isEmpty(),
              found -> assertThat(new String(bytes, StandardCharsets.UTF_8)).matches("[on]\\d+"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "o", "n", "1", "o-1", "o+1", "o1 ", " o1", "x1", "o1n1", "oo1", "O1", "o٣", "o1\n"
      })
  void anythingElseIsNoCursor(String plain) {
    assertThat(Cursor.parse(encoded(plain))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"o1", "%", "====", "bz E", "b\u0000", "é", "cD0yMDI2"})
  void whatIsNotEvenEncodedIsNoCursor(String text) {
    assertThat(Cursor.parse(text)).isEmpty();
  }

  @Test
  void aPositionThatNoMessageCanHaveIsNoCursor() {
    assertThat(Cursor.parse(encoded("o" + "9".repeat(18)))).isPresent();
    assertThat(Cursor.parse(encoded("o" + "9".repeat(19)))).isEmpty();
    assertThat(Cursor.parse(encoded("o" + "9".repeat(10_000)))).isEmpty();
  }
}
