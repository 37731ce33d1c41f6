package chat.parley.http;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named values of a body, and what turned out to be wrong with them. All faults are collected;
 * {@link #check} then says them at once.
 */
public final class Fields {
  private final Map<String, @Nullable Object> values;
  private final Map<String, List<String>> faults = new LinkedHashMap<>();

  /** Takes the members of a JSON object. */
  public Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The raw value; null where it is JSON's null or not there. */
  public @Nullable Object value(String name) {
    return values.get(name);
  }

  /** The field's text, trimmed; null where it was left out or is wrong. */
  public @Nullable String text(TextField field) {
    if (!has(field.name())) {
      if (field.required()) {
        refuse(field.name(), TextField.REQUIRED);
      }
      return null;
    }
    Object value = value(field.name());
    String raw =
        switch (value) {
          case String text -> text;
          case Double number -> floatText(number);
          case Number number -> number.toString();
          case null, default -> null;
        };
    if (raw == null) {
      refuse(field.name(), value == null ? TextField.NULL : field.wrongType());
      return null;
    }
    String text = Text.strip(raw);
    List<String> found = field.faults(text);
    found.forEach(fault -> refuse(field.name(), fault));
    return found.isEmpty() ? text : null;
  }

  /** Notes a fault of a field. */
  public void refuse(String name, String fault) {
    faults.computeIfAbsent(name, n -> new ArrayList<>()).add(fault);
  }

  /** What of this type Django's serializers call a null where none is allowed. */
  public void refuseNull(String name) {
    refuse(name, TextField.NULL);
  }

  public boolean faulty() {
    return !faults.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException of {@code Invalid} with all that was refused
   */
  public void check() {
    if (faulty()) {
      throw new ProblemException(new Problem.Invalid(faults));
    }
  }

  /** What Python calls the type of a JSON value. */
  public static String typeName(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case String text -> "str";
      case Boolean bool -> "bool";
      case Double number -> "float";
      case Float number -> "float";
      case BigDecimal number -> "float";
      case Number number -> "int";
      case List<?> list -> "list";
      default -> "dict";
    };
  }

  private static String floatText(double number) {
    return Double.isInfinite(number) ? (number > 0 ? "inf" : "-inf") : Double.toString(number);
  }
}
