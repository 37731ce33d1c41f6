package chat.parley.launch;

import java.util.List;

/** What the virtual machine is told; docs/adr/0020 has what was measured for each. */
final class JavaSettings {
  static final List<JavaOption> ALL =
      List.of(
          JavaOption.of("-XX:+UseSerialGC", "GC"),
          JavaOption.of("-Xms32m", "-Xms", "InitialHeap", "InitialRAM"));

  private JavaSettings() {}

  /** With the cache of classes. One that does not fit this Java is passed over in silence. */
  static List<JavaOption> cache(String file) {
    String[] matter = {"-XX:AOT", "Archive", "-Xshare"};
    return List.of(
        JavaOption.of("-XX:AOTCache=".concat(file), matter),
        JavaOption.of("-Xlog:aot*=off,cds*=off", matter));
  }
}
