package chat.parley.launch;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The cache of classes beside a jar (JEP 483). Its name has a checksum of the jar's table of contents in
 * it, which changes with every file in the jar: Java itself takes the classes of a cache even where those
 * of the jar have become others.
 */
public final class ClassCache {
  private static final String JAR = ".jar";

  /** The end of a zip file without a comment (APPNOTE.TXT, 4.3.16), and what is where in it. */
  private static final int END_BYTES = 22;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int CONTENTS_BYTES_AT = 12;
  private static final int CONTENTS_START_AT = 16;

  private ClassCache() {}

  /** Prints where the cache of a jar is to be, for what makes it: scripts/warm-up. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(of(new File(arguments[0])));
  }

  /**
   * Where the cache of a jar is, if there is one.
   *
   * @throws IOException if this is no jar
   */
  static File of(File jar) throws IOException {
    String path = jar.getPath();
    if (!path.endsWith(JAR)) {
      throw new IOException(path);
    }
    String name = path.substring(0, path.length() - JAR.length());
    String sum = Long.toHexString(checksum(jar));
    return new File(name.concat("-").concat(sum).concat(".aot"));
  }

  private static long checksum(File jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar, "r")) {
      ByteBuffer end = read(file, file.length() - END_BYTES, END_BYTES);
      if (end.getInt(0) != END_SIGNATURE) {
        throw new IOException(jar.getPath());
      }
      int bytes = end.getInt(CONTENTS_BYTES_AT);
      CRC32 sum = new CRC32();
      sum.update(read(file, Integer.toUnsignedLong(end.getInt(CONTENTS_START_AT)), bytes));
      return sum.getValue();
    }
  }

  private static ByteBuffer read(RandomAccessFile file, long start, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(start);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
