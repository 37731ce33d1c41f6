package chat.parley.transfer.foreign;

import chat.parley.transfer.TransferException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/** Slack's {@code ts}: seconds since 1970, a point, microseconds; it names a message in its channel. */
final class SlackTime {
  private static final int MICROS_DIGITS = 6;

  private SlackTime() {}

  static String iso(String ts) {
    try {
      long micros = new BigDecimal(ts).movePointRight(MICROS_DIGITS).longValue();
      return Instant.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L)
          .toString();
    } catch (NumberFormatException | DateTimeException e) {
      throw new TransferException("\"%s\" is no time of Slack's".formatted(ts), e);
    }
  }
}
