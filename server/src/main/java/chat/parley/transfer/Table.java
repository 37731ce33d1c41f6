package chat.parley.transfer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table, as the database's catalogue has it.
 *
 * @param columns all that are stored, in their order
 * @param key the columns of the primary key
 * @param counter the column that numbers new rows, if there is one
 */
record Table(String name, List<String> columns, List<String> key, Optional<String> counter) {

  /**
   * All rows in the order of the key, each as one line of JSON. Citus keeps no order of what is in brackets, and no
   * names of the columns of what it can take out of them.
   */
  String rowsAsJson() {
    return "SELECT (SELECT row_to_json(c) FROM (SELECT %s) c)::text FROM %s t ORDER BY %s"
        .formatted(
            columns.stream().map(column -> "t." + quoted(column)).collect(Collectors.joining(", ")),
            quoted(name),
            key.stream().map(column -> "t." + quoted(column)).collect(Collectors.joining(", ")));
  }

  /** Stores an array of rows, given as JSON, that have these columns. The others get what is usual. */
  String insertFromJson(List<String> given) {
    return """
    INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
    SELECT %2$s FROM json_populate_recordset(NULL::%1$s, ?::json)\
    """
        .formatted(quoted(name), list(given));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String list(List<String> names) {
    return names.stream().map(Table::quoted).collect(Collectors.joining(", "));
  }
}
