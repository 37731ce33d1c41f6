package chat.parley.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text that a body has to bring, with the rules and words of Django REST framework's CharField:
 * numbers become their text, white space around it goes, lengths are in code points.
 *
 * @param most the greatest length
 * @param required whether it may be left out
 * @param blank whether it may be empty
 * @param wrongType what is said of anything that is no text
 * @param before rules that speak before the common ones; each gives what is wrong, or nothing
 * @param after rules that speak after them
 */
public record TextField(
    String name,
    int most,
    boolean required,
    boolean blank,
    String wrongType,
    List<Function<String, Optional<String>>> before,
    List<Function<String, Optional<String>>> after) {

  static final String REQUIRED = "This field is required.";
  static final String NULL = "This field may not be null.";
  private static final String BLANK = "This field may not be blank.";

  /** A text that must be there and not be empty. */
  public static TextField required(String name, int most) {
    return new TextField(name, most, true, false, "Not a valid string.", List.of(), List.of());
  }

  /** The same, but it may be left out; then it has no value. */
  public TextField optional() {
    return new TextField(name, most, false, blank, wrongType, before, after);
  }

  public TextField blankAllowed() {
    return new TextField(name, most, required, true, wrongType, before, after);
  }

  public TextField sayingOfWrongType(String text) {
    return new TextField(name, most, required, blank, text, before, after);
  }

  public TextField withFirst(Function<String, Optional<String>> rule) {
    return new TextField(name, most, required, blank, wrongType, append(before, rule), after);
  }

  public TextField withLast(Function<String, Optional<String>> rule) {
    return new TextField(name, most, required, blank, wrongType, before, append(after, rule));
  }

  /** All that is wrong with a trimmed text, in the order in which clients expect it. */
  public List<String> faults(String text) {
    if (text.isEmpty()) {
      return blank ? List.of() : List.of(BLANK);
    }
    List<String> faults = new ArrayList<>();
    before.forEach(rule -> rule.apply(text).ifPresent(faults::add));
    if (Text.length(text) > most) {
      faults.add("Ensure this field has no more than %d characters.".formatted(most));
    }
    if (text.indexOf('\0') >= 0) {
      faults.add("Null characters are not allowed.");
    }
    Text.loneSurrogate(text)
        .ifPresent(c -> faults.add("Surrogate characters are not allowed: U+%X.".formatted(c)));
    after.forEach(rule -> rule.apply(text).ifPresent(faults::add));
    return faults;
  }

  private static <T> List<T> append(List<T> list, T more) {
    List<T> all = new ArrayList<>(list);
    all.add(more);
    return List.copyOf(all);
  }
}
