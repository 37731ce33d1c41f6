package chat.parley.storage.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/** What PostgreSQL says, in a file of the data directory. Errors of single statements are not in it. */
final class PostgresLog {
  /** In bytes; a log that is larger when the server starts is put aside. One older log is kept. */
  private static final long LARGEST = 1 << 20;

  private static final int LINES_TOLD = 3;

  private final Path file;

  PostgresLog(Layout layout) {
    this.file = layout.log();
  }

  Path file() {
    return file;
  }

  /**
   * Puts a log aside that has become large.
   *
   * @return where in the file the next line begins, in bytes
   */
  long open() throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGEST) {
      Path older = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return Files.size(file);
  }

  /** The last lines that were written at or after a position, as one line. */
  String lastLines(long position) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long from = Math.max(position, channel.size() - LARGEST);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
      channel.read(bytes, from);
      List<String> lines =
          StandardCharsets.UTF_8
              .decode(bytes.flip())
              .toString()
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LINES_TOLD))
          .map(String::strip)
          .collect(Collectors.joining(" | "));
    }
  }
}
