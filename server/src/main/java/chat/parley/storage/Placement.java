package chat.parley.storage;

import java.util.List;

/** Where Citus keeps a table's rows. The list is db/README.md's, as the table that says why. */
sealed interface Placement {
  String table();

  /** What makes it so, as a statement. */
  String statement();

  /** For a person. */
  String told();

  /** All of the schema's tables, in the order in which they can be placed. */
  List<Placement> ALL =
      List.of(
          new Everywhere("users"),
          new Everywhere("epoch"),
          new Everywhere("imports"),
          new Everywhere("sign_offs"),
          new Everywhere("ended_families"),
          new Everywhere("leases"),
          new Spread("rooms", "id", "none"),
          new Spread("participants", "room_id", "rooms"),
          new Spread("messages", "room_id", "rooms"),
          new Spread("revoked_tokens", "jti", "none"),
          new Spread("writers", "id", "none"));

  /** A reference table: a copy on every node. */
  record Everywhere(String table) implements Placement {
    @Override
    public String statement() {
      return "SELECT create_reference_table('%s')".formatted(table);
    }

    @Override
    public String told() {
      return table + ": a copy on every node";
    }
  }

  /**
   * Rows spread over the workers.
   *
   * @param column what a row's shard is found by
   * @param beside the table whose rows of the same value are on the same worker, or {@code none}
   */
  record Spread(String table, String column, String beside) implements Placement {
    @Override
    public String statement() {
      return "SELECT create_distributed_table('%s', '%s', colocate_with => '%s')"
          .formatted(table, column, beside);
    }

    @Override
    public String told() {
      return "%s: spread by %s".formatted(table, column)
          + (beside.equals("none") ? "" : ", beside " + beside);
    }
  }
}
