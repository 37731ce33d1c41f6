package chat.parley.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a YAML document: a map, a list, a scalar or nothing. */
record Node(@Nullable Object value) {

  /** The named field; a node without a value where there is none. */
  Node at(String name) {
    return new Node(value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  /** The fields of a map, in order; none of anything else. */
  Map<String, Node> fields() {
    Map<String, Node> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, field) -> fields.put(String.valueOf(name), new Node(field)));
    }
    return fields;
  }

  /** The items of a list; none of anything else. */
  List<Node> items() {
    return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
  }

  /** The text; empty where there is none. */
  String text() {
    return value instanceof String text ? text : "";
  }
}
