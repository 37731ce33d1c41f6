package chat.parley.storage.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory with all that is in it. Symbolic links are never followed. */
final class FileTree {
  private FileTree() {}

  /** What a directory holds, by a pattern such as {@code *.log}; nothing if there is no directory. */
  static List<Path> list(Path directory, String pattern) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, pattern)) {
      stream.forEach(paths::add);
    }
    return paths;
  }

  /** The directory that a file or directory is in; the root directory is in itself. */
  static Path parent(Path path) {
    return path.resolve("..").normalize();
  }

  static void delete(Path root) throws IOException {
    for (Path path : list(root, "*")) {
      delete(path);
    }
    Files.deleteIfExists(root);
  }
}
