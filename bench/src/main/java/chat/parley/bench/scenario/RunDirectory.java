package chat.parley.bench.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The place of all data of one run, deleted when it ends. PostgreSQL's own user may pass through it. */
final class RunDirectory {
  private final Path path;
  private final AtomicInteger count = new AtomicInteger();

  private RunDirectory(Path path) {
    this.path = path;
  }

  static RunDirectory in(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path path = Files.createTempDirectory(parent, "run-");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    return new RunDirectory(path);
  }

  Path path() {
    return path;
  }

  /** A path in it that nobody has used. */
  Path fresh(String name) {
    return path.resolve(name + count.incrementAndGet());
  }

  void delete() {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
