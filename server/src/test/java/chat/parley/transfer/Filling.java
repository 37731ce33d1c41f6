package chat.parley.transfer;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Rows for every table that is carried, with something in every column, whatever columns there are. */
final class Filling {
  private static final int ROWS = 3;

  /** What a text may have in it that JSON, SQL or a line would stumble over. */
  private static final String ODD = "a\\b \"c\" 'd' {e}\tf\ng\rh\u2028i \ud83d\ude80 é";

  private Filling() {}

  static void fill(Store store) throws SQLException {
    for (String table : Tables.MOVED) {
      List<String> columns =
          store.texts(
              """
              SELECT attname || ' ' || format_type(atttypid, NULL)
                FROM pg_attribute
               WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped
                 AND attgenerated = ''
               ORDER BY attnum
              """
                  .formatted(table));
      String values =
          columns.stream()
              .map(column -> value(column.substring(column.indexOf(' ') + 1)))
              .collect(Collectors.joining(", "));
      store.execute(
          "INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT %s FROM generate_series(1, %d) n"
              .formatted(table, values, ROWS));
      for (String column : columns) {
        String name = column.substring(0, column.indexOf(' '));
        List<String> missing =
            store.texts("SELECT 1 FROM %s WHERE %s IS NULL".formatted(table, name));
        if (!missing.isEmpty()) {
          throw new AssertionError("%s.%s is not filled".formatted(table, name));
        }
      }
    }
  }

  /** A different one for each n; whole numbers are n itself, so that rows refer to each other. */
  private static String value(String type) {
    return switch (type) {
      case "bigint", "integer", "smallint" -> "n";
      case "text", "character varying" -> "n || $odd$" + ODD + "$odd$";
      case "boolean" -> "n % 2 = 1";
      case "timestamp with time zone" ->
          "timestamptz '2001-02-03 04:05:06.000007+00' + n * interval '1001 days 1 microsecond'";
      case "interval" -> "n * interval '1 day 2 hours 3 microseconds'";
      case "double precision", "real", "numeric" -> "n + 0.125";
      case "uuid" -> "gen_random_uuid()";
      case "bytea" -> "decode(lpad(n::text, 4, '0'), 'hex')";
      case "json", "jsonb" -> "jsonb_build_object('n', n, 'text', 'a \"b\"')::" + type;
      case "text[]" -> "ARRAY['a', n::text]";
      case "bigint[]" -> "ARRAY[n, 9007199254740993]";
      default -> throw new AssertionError("this test does not know how to make a " + type);
    };
  }
}
