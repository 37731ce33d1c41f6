package chat.parley.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Named texts, and how each becomes a value or one clear line about what is wrong with it. */
final class Environment {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** A century: what ends later is more than a date in the database can say. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Map<String, String> texts;

  Environment(Map<String, String> texts) {
    this.texts = texts;
  }

  /** The file's texts, with the environment's before them. */
  static Environment of(Map<String, String> environment, Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "--config is \"%s\": wanted a readable properties file".formatted(file));
    }
    Map<String, String> all = new HashMap<>();
    properties.forEach((name, value) -> all.put((String) name, (String) value));
    all.putAll(environment);
    return new Environment(all);
  }

  /** The setting's text; empty counts as not set. */
  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  int number(String name, int otherwise, int least, int most) {
    return text(name)
        .map(given -> {
          long number = WHOLE.matcher(given).matches() ? Long.parseLong(given) : Long.MIN_VALUE;
          if (number < least || number > most) {
            throw ConfigurationException.of(
                name, given, "a whole number from %d to %d".formatted(least, most));
          }
          return (int) number;
        })
        .orElse(otherwise);
  }

  Duration duration(String name, Duration otherwise) {
    return text(name).map(given -> duration(name, given)).orElse(otherwise);
  }

  static Duration duration(String name, String given) {
    Matcher matcher = DURATION.matcher(given);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw ConfigurationException.of(name, given, "a time such as 500ms, 90s, 30m, 12h or 7d");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    if (time.compareTo(LONGEST) > 0) {
      throw ConfigurationException.of(name, given, "at most %dd".formatted(LONGEST.toDays()));
    }
    return time;
  }

  Frequency frequency(String name, String otherwise) {
    return Frequency.parse(name, text(name, otherwise));
  }

  <E extends Enum<E>> E choice(String name, E otherwise) {
    E[] choices = otherwise.getDeclaringClass().getEnumConstants();
    return text(name)
        .map(given ->
            Arrays.stream(choices)
                .filter(choice -> choice.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> ConfigurationException.of(name, given, listed(choices))))
        .orElse(otherwise);
  }

  boolean onOff(String name, boolean otherwise) {
    return text(name)
        .map(given ->
            switch (given.toLowerCase(Locale.ROOT)) {
              case "on" -> true;
              case "off" -> false;
              default -> throw ConfigurationException.of(name, given, "on or off");
            })
        .orElse(otherwise);
  }

  private static String listed(Enum<?>[] choices) {
    return String.join(
        " or ", Arrays.stream(choices).map(c -> c.name().toLowerCase(Locale.ROOT)).toList());
  }
}
