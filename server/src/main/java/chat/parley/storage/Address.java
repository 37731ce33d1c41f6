package chat.parley.storage;

import io.vertx.pgclient.PgConnectOptions;
import java.util.List;

/**
 * Where a database is.
 *
 * @param hosts one, or several of which the primary is to be used
 */
public record Address(List<PgConnectOptions> hosts) {
  public Address {
    hosts = List.copyOf(hosts);
  }
}
