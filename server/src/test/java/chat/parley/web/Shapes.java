package chat.parley.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares JSON values with the shapes of schemas: objects have the fields that are described and all
 * that are required, arrays have such items, and null stands only where it may. A field that no schema
 * describes is a fault, although JSON Schema would let it pass. Texts and numbers are not told apart,
 * since recorded answers have texts in place of ids.
 */
final class Shapes {
  private final OpenApi api;

  Shapes(OpenApi api) {
    this.api = api;
  }

  /** What is wrong with a value, each with its place in it; nothing for a good one. */
  List<String> faults(Node schema, @Nullable Object value) {
    List<String> faults = new ArrayList<>();
    check(schema, value, "$", faults);
    return faults;
  }

  private void check(Node unresolved, @Nullable Object value, String place, List<String> faults) {
    Node schema = api.resolved(unresolved);
    List<Node> choices = schema.at("anyOf").items();
    if (!choices.isEmpty()) {
      if (choices.stream().noneMatch(choice -> faults(choice, value).isEmpty())) {
        faults.add(place + " is none of what it may be: " + value);
      }
      return;
    }
    switch (value) {
      case Map<?, ?> object -> checkObject(schema, object, place, faults);
      case List<?> list -> checkList(schema, list, place, faults);
      case null -> require(schema, "null", place, faults);
      default -> {
        if (isOnly(schema, "object") || isOnly(schema, "array")) {
          faults.add(place + " should be an object or an array: " + value);
        }
      }
    }
  }

  private void checkObject(Node schema, Map<?, ?> object, String place, List<String> faults) {
    List<Node> parts = parts(schema);
    Map<String, Node> properties = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    parts.forEach(part -> properties.putAll(part.at("properties").fields()));
    parts.forEach(part -> part.at("required").items().forEach(name -> required.add(name.text())));
    require(parts.getFirst(), "object", place, faults);
    Node others = parts.getFirst().at("additionalProperties");
    object.forEach((name, field) -> {
      String at = place + "." + name;
      Node described = properties.getOrDefault(String.valueOf(name), others);
      if (described.value() instanceof Map<?, ?>) {
        check(described, field, at, faults);
      } else {
        faults.add(at + " is not described");
      }
    });
    required.stream()
        .filter(name -> !object.containsKey(name))
        .forEach(name -> faults.add(place + "." + name + " is missing"));
  }

  private void checkList(Node schema, List<?> list, String place, List<String> faults) {
    require(schema, "array", place, faults);
    for (int i = 0; i < list.size(); i++) {
      check(schema.at("items"), list.get(i), place + "[" + i + "]", faults);
    }
  }

  /** What an allOf consists of; without one, the schema itself. */
  private List<Node> parts(Node schema) {
    List<Node> parts = new ArrayList<>();
    schema.at("allOf").items().forEach(part -> parts.addAll(parts(api.resolved(part))));
    return parts.isEmpty() ? List.of(schema) : parts;
  }

  private static void require(Node schema, String type, String place, List<String> faults) {
    Node allowed = schema.at("type");
    if (!isOnly(schema, type)
        && allowed.items().stream().noneMatch(name -> name.text().equals(type))) {
      faults.add(place + " may not be of type " + type);
    }
  }

  private static boolean isOnly(Node schema, String type) {
    return schema.at("type").text().equals(type);
  }
}
