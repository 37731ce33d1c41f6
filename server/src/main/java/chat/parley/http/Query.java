package chat.parley.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters after an address's question mark. Immutable; writes itself sorted by name. */
public final class Query {
  /** What stands in an address as it is, beside letters and digits. */
  private static final String UNQUOTED = "/#%[]=:;$&()+,!?*@'~_.-";

  /** Sorted by name. */
  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Reads what follows the question mark; what is not well encoded is taken as it is. */
  static Query parse(@Nullable String text) {
    Map<String, List<String>> values = new TreeMap<>();
    if (text != null) {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        if (!pair.isEmpty()) {
          values
              .computeIfAbsent(name, n -> new ArrayList<>())
              .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
      }
    }
    return new Query(values);
  }

  /** A query as it was asked with, for an address: only what may not stand there is encoded, as by Django's iri_to_uri. */
  static String quoted(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    StringBuilder quoted = new StringBuilder("?");
    text.codePoints()
        .forEach(point -> {
          if (point < 0x80 && (Character.isLetterOrDigit(point) || UNQUOTED.indexOf(point) >= 0)) {
            quoted.appendCodePoint(point);
          } else {
            quoted.append(encode(Character.toString(point)).replace("+", "%20"));
          }
        });
    return quoted.toString();
  }

  /** The parameter's last value. */
  public Optional<String> last(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getLast);
  }

  /** This query with one parameter replaced. */
  public Query with(String name, Object value) {
    Map<String, List<String>> copy = new TreeMap<>(values);
    copy.put(name, List.of(value.toString()));
    return new Query(copy);
  }

  public Query without(String name) {
    Map<String, List<String>> copy = new TreeMap<>(values);
    copy.remove(name);
    return new Query(copy);
  }

  /** As it stands in an address, the question mark included; empty for no parameters. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, all) ->
        all.forEach(value ->
            text.append(text.isEmpty() ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value))));
    return text.toString();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** As Python's {@code urlencode}. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
