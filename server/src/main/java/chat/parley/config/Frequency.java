package chat.parley.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may happen, as an operator writes it: {@code 600/1m}.
 *
 * @param amount in the time, and at once after a pause; 0 for as often as one likes
 * @param time 1 s or more
 */
public record Frequency(int amount, Duration time) {
  static final String WANTED = "a number and a time, such as 30/1m or 500/5s, or off";

  private static final Frequency UNLIMITED = new Frequency(0, Duration.ofDays(1));
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/(\\d{0,4})([smhd])");

  public boolean isUnlimited() {
    return amount == 0;
  }

  static Frequency parse(String name, String text) {
    if (text.equalsIgnoreCase("off")) {
      return UNLIMITED;
    }
    Matcher matcher = FORM.matcher(text);
    long count = matcher.matches() && matcher.group(2).isEmpty() ? 1 : count(matcher);
    if (count == 0) {
      throw ConfigurationException.of(name, text, WANTED);
    }
    Duration unit =
        switch (matcher.group(3)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    return new Frequency(Integer.parseInt(matcher.group(1)), unit.multipliedBy(count));
  }

  private static long count(Matcher matcher) {
    return matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
  }
}
