package chat.parley.transfer;

import java.util.List;
import java.util.Set;

/** Which tables an export has, and which it has not. A table of the schema is in one of the two. */
final class Tables {
  /** In the order in which they can be stored: what others refer to comes first. */
  static final List<String> MOVED =
      List.of(
          "users",
          "rooms",
          "participants",
          "messages",
          "revoked_tokens",
          "sign_offs",
          "ended_families");

  /** What is of the one database itself: its name, its history, who writes there. */
  static final Set<String> LEFT =
      Set.of("epoch", "imports", "writers", "leases", "flyway_schema_history");

  private Tables() {}
}
