package chat.parley.transfer.foreign;

import chat.parley.transfer.Report;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a foreign record. What nobody has asked for in the end is reported. */
final class Fields {
  private final String kind;
  private final Map<String, @Nullable Object> values;
  private final Set<String> taken = new HashSet<>();

  Fields(String kind, Map<String, @Nullable Object> values) {
    this.kind = kind;
    this.values = values;
  }

  /** What the record is, for the report. */
  String kind() {
    return kind;
  }

  /** A text that is not empty; of a number, its digits. */
  Optional<String> text(String name) {
    Object value = take(name);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString()).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  /** The key of another record: the field, or the column of a database, which has {@code _id} behind it. */
  Optional<String> reference(String name) {
    return text(name).or(() -> text(name + "_id"));
  }

  boolean flag(String name) {
    return Objects.equals(take(name), true);
  }

  /** Whether the record has the field at all. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** A point in time, in ISO 8601; empty for anything else, which is reported. */
  Optional<String> time(String name, Report report) {
    return text(name)
        .flatMap(text -> {
          String iso = text.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00");
          try {
            return Optional.of(OffsetDateTime.parse(iso).toString());
          } catch (DateTimeParseException e) {
            report.count("%s.%s that is no time: left out".formatted(kind, name));
            return Optional.empty();
          }
        });
  }

  List<?> list(String name) {
    return take(name) instanceof List<?> list ? list : List.of();
  }

  @SuppressWarnings("unchecked")
  Fields object(String name) {
    return new Fields(
        kind + "." + name,
        take(name) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of());
  }

  /** That a field was looked at, and says nothing that is not known otherwise. */
  void ignore(String... names) {
    taken.addAll(List.of(names));
  }

  /** Counts the fields that were not asked for and are not empty. */
  void reportRest(Report report) {
    values.forEach((name, value) -> {
      if (!taken.contains(name) && !isEmpty(value)) {
        report.count("%s.%s: left out".formatted(kind, name));
      }
    });
  }

  private @Nullable Object take(String name) {
    taken.add(name);
    return values.get(name);
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(false)
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
