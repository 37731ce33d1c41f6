package chat.parley.rooms;

import chat.parley.http.Fields;
import chat.parley.users.UserId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code participants} of a new room, with the rules and words of Django REST framework's
 * ManyRelatedField: keys are numbers or their text, and the first wrong one is named.
 *
 * @param keys the keys that could be read, in order, up to the first that could not
 * @param fault what is wrong with the first that could not be read, or with the field as a whole
 */
record ParticipantsField(List<Key> keys, Optional<String> fault) {
  static final String NAME = "participants";
  private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,4000}\\s*");

  /** A key as it was written, and the user it names; none for a number that no user can have. */
  record Key(String written, Optional<UserId> user) {}

  static ParticipantsField of(Fields fields) {
    if (!fields.has(NAME)) {
      return new ParticipantsField(List.of(), Optional.empty());
    }
    return switch (fields.value(NAME)) {
      case null -> faulty("This field may not be null.");
      case List<?> items -> of(items);
      case Map<?, ?> object -> of(List.copyOf(object.keySet()));
      case Object other ->
          faulty("Expected a list of items but got type \"%s\".".formatted(Fields.typeName(other)));
    };
  }

  /** What is wrong, now that it is known which users exist: the first fault in the list's order. */
  Optional<String> fault(Set<UserId> existing) {
    return keys.stream()
        .filter(key -> key.user().filter(existing::contains).isEmpty())
        .findFirst()
        .map(key -> "Invalid pk \"%s\" - object does not exist.".formatted(key.written()))
        .or(() -> fault);
  }

  List<UserId> users() {
    return keys.stream().flatMap(key -> key.user().stream()).toList();
  }

  private static ParticipantsField of(List<?> items) {
    List<Key> keys = new ArrayList<>();
    for (Object item : items) {
      Optional<Key> key = key(item);
      if (key.isEmpty()) {
        return new ParticipantsField(
            keys,
            Optional.of(
                "Incorrect type. Expected pk value, received %s."
                    .formatted(Fields.typeName(item))));
      }
      keys.add(key.get());
    }
    return new ParticipantsField(keys, Optional.empty());
  }

  private static Optional<Key> key(@Nullable Object item) {
    return switch (item) {
      case null -> Optional.of(new Key("None", Optional.empty()));
      case Double number ->
          Optional.of(new Key(number.toString(), user(BigInteger.valueOf(number.longValue()))));
      case Number number -> Optional.of(new Key(number.toString(), user(number.toString())));
      case String text when INTEGER.matcher(text).matches() ->
          Optional.of(new Key(text, user(text.strip())));
      default -> Optional.empty();
    };
  }

  private static Optional<UserId> user(String digits) {
    return user(new BigInteger(digits));
  }

  private static Optional<UserId> user(BigInteger number) {
    return number.signum() > 0 && number.bitLength() < Long.SIZE
        ? Optional.of(new UserId(number.longValueExact()))
        : Optional.empty();
  }

  private static ParticipantsField faulty(String text) {
    return new ParticipantsField(List.of(), Optional.of(text));
  }
}
