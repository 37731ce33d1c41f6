package chat.parley.contract;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value, kept exactly: the order of keys, whole numbers of any size and lone surrogates
 * survive. Values are equal as in RFC 8259: the order of keys does not count, that of items does.
 */
sealed interface Json {

  /** Iterates over its fields in the order in which they were written. */
  record Obj(Map<String, Json> fields) implements Json {
    static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The named field, {@link Null} if there is none. */
    Json get(String name) {
      return fields.getOrDefault(name, new Null());
    }

    boolean has(String name) {
      return fields.containsKey(name);
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  record Whole(BigInteger value) implements Json {
    Whole(long value) {
      this(BigInteger.valueOf(value));
    }
  }

  record Fraction(double value) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  /** This object, or an empty one if this is no object. */
  default Obj asObject() {
    return this instanceof Obj object ? object : Obj.EMPTY;
  }

  /** These items, or none if this is no array. */
  default List<Json> asItems() {
    return this instanceof Arr array ? array.items() : List.of();
  }

  /** How this value reads inside a text: a text as it is, anything else as JSON. */
  default String asText() {
    return this instanceof Text text ? text.value() : JsonWriter.spaced(this);
  }
}
