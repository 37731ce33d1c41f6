package chat.parley.storage.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operating system's user that PostgreSQL runs as. PostgreSQL refuses to be root.
 *
 * @param foreign whether this is another user than the one this process has: only root can do that
 */
record Account(String name, int uid, int gid, boolean foreign) {

  /**
   * The user of this process; or, for root, the owner of the database, else of the data directory,
   * else {@code postgres}, else {@code nobody}.
   */
  static Account of(Layout layout) throws IOException, EmbeddedPostgresException {
    UnixSystem self = new UnixSystem();
    if (self.getUid() != 0) {
      return new Account(self.getUsername(), (int) self.getUid(), (int) self.getGid(), false);
    }
    for (Path path : List.of(layout.cluster(), layout.root())) {
      if (Files.exists(path)) {
        Account owner = ownerOf(path);
        // initdb asks for the user's name, so that only what exists already may belong to a number.
        if (owner.uid != 0 && (owner.isNamed() || path.equals(layout.cluster()))) {
          return owner;
        }
      }
    }
    for (String name : List.of("postgres", "nobody")) {
      Optional<Account> account = named(name);
      if (account.isPresent()) {
        return account.get();
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL cannot run as root, and there is no user \"postgres\" or \"nobody\": create one,"
            + " run Parley as another user, or set PARLEY_DATABASE_URL");
  }

  static Account ownerOf(Path path) throws IOException {
    return new Account(
        Files.getOwner(path).getName(),
        (int) Files.getAttribute(path, "unix:uid"),
        (int) Files.getAttribute(path, "unix:gid"),
        true);
  }

  private static Optional<Account> named(String name) throws IOException {
    try (var lines = Files.lines(Path.of("/etc/passwd"))) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(field -> field.length > 3 && field[0].equals(name))
          .map(field ->
              new Account(name, Integer.parseInt(field[2]), Integer.parseInt(field[3]), true))
          .findFirst();
    }
  }

  private boolean isNamed() {
    return !name.equals(Integer.toString(uid));
  }

  /** Gives a file or directory to this user. */
  void own(Path path) throws IOException {
    if (foreign) {
      Files.setAttribute(path, "unix:gid", gid);
      Files.setAttribute(path, "unix:uid", uid);
    }
  }

  /** The outermost directory on the way to a path that this user may not pass. */
  Optional<Path> closedOnTheWayTo(Path path) throws IOException {
    for (int depth = 1; depth < path.getNameCount(); depth++) {
      Path directory = path.getRoot().resolve(path.subpath(0, depth));
      if (!mayPass(directory)) {
        return Optional.of(directory);
      }
    }
    return Optional.empty();
  }

  private boolean mayPass(Path directory) throws IOException {
    Account owner = ownerOf(directory);
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
    if (owner.uid == uid) {
      return mode.contains(PosixFilePermission.OWNER_EXECUTE);
    }
    return mode.contains(
        owner.gid == gid ? PosixFilePermission.GROUP_EXECUTE : PosixFilePermission.OTHERS_EXECUTE);
  }
}
