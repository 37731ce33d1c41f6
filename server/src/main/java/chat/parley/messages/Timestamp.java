package chat.parley.messages;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** ISO 8601 in UTC with microseconds: {@code 2025-07-04T12:30:00.000000Z}. */
final class Timestamp {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private Timestamp() {}

  static String format(OffsetDateTime time) {
    return FORMAT.format(time.withOffsetSameInstant(ZoneOffset.UTC));
  }
}
