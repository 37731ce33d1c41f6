package chat.parley.transfer;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is there when it is whole, and never before. Only its owner may read it: it has everything
 * that people wrote.
 */
public final class ExportFile {
  private static final int BUFFER = 1 << 16;

  private ExportFile() {}

  /** What writes the text. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Writer out) throws Exception;
  }

  /** What writes the bytes. */
  @FunctionalInterface
  public interface Bytes {
    void writeTo(OutputStream out) throws Exception;
  }

  /**
   * Opens a file to read it as it is.
   *
   * @param file {@code -} for the standard input
   * @throws TransferException if there is none
   */
  public static InputStream open(String file) throws IOException {
    try {
      return file.equals("-")
          ? new FileInputStream(FileDescriptor.in)
          : Files.newInputStream(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new TransferException("there is no file " + file, e);
    }
  }

  /**
   * Writes a text in UTF-8.
   *
   * @param file {@code -} for the standard output; gzipped where its name ends so
   */
  public static void write(String file, Content content) throws Exception {
    writeBytes(
        file,
        bytes -> {
          Writer out =
              new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), BUFFER);
          content.writeTo(out);
          out.flush();
        });
  }

  /** The same for bytes; gzipped where the name ends in {@code .gz} or {@code .tgz}. */
  public static void writeBytes(String file, Bytes content) throws Exception {
    if (file.equals("-")) {
      OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
      content.writeTo(out);
      out.flush();
      return;
    }
    Path target = Path.of(file).toAbsolutePath();
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileOutputStream bytes = new FileOutputStream(unfinished.toFile());
          OutputStream out = zipped(file, new BufferedOutputStream(bytes, BUFFER))) {
        content.writeTo(out);
        if (out instanceof GZIPOutputStream gzip) {
          gzip.finish();
        }
        out.flush();
        bytes.getFD().sync();
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static OutputStream zipped(String file, OutputStream out) throws IOException {
    return file.endsWith(".gz") || file.endsWith(".tgz") ? new GZIPOutputStream(out, BUFFER) : out;
  }
}
