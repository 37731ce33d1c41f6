package chat.parley.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How long messages are kept, as operators write it. */
public final class Retention {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private Retention() {}

  /**
   * A time of a second or more; none for {@code off}, which is for ever.
   *
   * @param name what is said so, for the message that refuses it
   * @throws ConfigurationException for anything else
   */
  public static Optional<Duration> parse(String name, String text) {
    if (text.toLowerCase(Locale.ROOT).equals("off")) {
      return Optional.empty();
    }
    Duration time = Environment.duration(name, text);
    if (time.compareTo(SHORTEST) < 0) {
      throw ConfigurationException.of(name, text, "off, or a time of 1s or more");
    }
    return Optional.of(time);
  }

  /** As it is written, in the largest unit that says it in whole numbers. */
  public static String text(Duration time) {
    long seconds = time.toSeconds();
    if (seconds % Duration.ofDays(1).toSeconds() == 0) {
      return time.toDays() + "d";
    }
    if (seconds % Duration.ofHours(1).toSeconds() == 0) {
      return time.toHours() + "h";
    }
    return seconds % Duration.ofMinutes(1).toSeconds() == 0
        ? time.toMinutes() + "m"
        : seconds + "s";
  }
}
