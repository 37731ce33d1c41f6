package chat.parley.storage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir private Path directory;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar;

  ArchiveTest() throws IOException {
    tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes));
  }

  private void file(String name, String text, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(text.length());
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.write(text.getBytes(UTF_8));
    tar.closeArchiveEntry();
  }

  private void link(String name, String target, byte kind) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private long unpack() throws IOException {
    tar.close();
    Path target = Files.createDirectories(directory.resolve("target"));
    return Archive.unpack(new ByteArrayInputStream(bytes.toByteArray()), target);
  }

  @Test
  void filesKeepTheirBytesTheirLinksAndWhetherTheyExecute() throws Exception {
    file("bin/program", "run", 0755);
    file("share/text", "read", 0644);
    link("lib/alias", "../share/text", TarConstants.LF_SYMLINK);

    assertThat(unpack()).isEqualTo(7);
    assertThat(directory.resolve("target/bin/program")).isExecutable().hasContent("run");
    assertThat(Files.getPosixFilePermissions(directory.resolve("target/share/text"))).hasSize(4);
    assertThat(directory.resolve("target/lib/alias")).isSymbolicLink().hasContent("read");
  }

  @Test
  void anEntryAboveTheTargetIsRefused() throws Exception {
    file("../escaped", "x", 0644);
    assertThatThrownBy(this::unpack).hasMessageContaining("../escaped");
    assertThat(directory.resolve("escaped")).doesNotExist();
  }

  @Test
  void anAbsoluteEntryIsRefused() throws Exception {
    file(directory.resolve("escaped").toString(), "x", 0644);
    assertThatThrownBy(this::unpack).hasMessageContaining("escaped");
    assertThat(directory.resolve("escaped")).doesNotExist();
  }

  @Test
  void aLinkThatPointsOutOfTheTargetIsRefused() throws Exception {
    link("out", "..", TarConstants.LF_SYMLINK);
    file("out/escaped", "x", 0644);
    assertThatThrownBy(this::unpack).hasMessageContaining("out");
    assertThat(directory.resolve("escaped")).doesNotExist();
  }

  @Test
  void aHardLinkIsRefused() throws Exception {
    link("hard", "/etc/passwd", TarConstants.LF_LINK);
    assertThatThrownBy(this::unpack).hasMessageContaining("neither a file nor a link");
  }
}
