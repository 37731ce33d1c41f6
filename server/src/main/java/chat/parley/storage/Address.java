package chat.parley.storage;

import chat.parley.storage.embedded.DiskSpace;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.Optional;

/**
 * Where a database is.
 *
 * @param hosts one, or several of which the primary is to be used
 * @param disk what it stores on, if that is known
 */
public record Address(List<PgConnectOptions> hosts, Optional<DiskSpace> disk) {
  public Address {
    hosts = List.copyOf(hosts);
  }

  /** A database whose disk others look after. */
  public Address(List<PgConnectOptions> hosts) {
    this(hosts, Optional.empty());
  }
}
