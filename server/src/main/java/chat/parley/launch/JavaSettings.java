package chat.parley.launch;

import java.util.List;

/** What the virtual machine is told; docs/adr/0020 has what was measured for each. */
final class JavaSettings {
  static final List<JavaOption> ALL =
      List.of(
          // Those of the operator were recognised before, by the Java that this one takes the place
          // of.
          JavaOption.of("-XX:+IgnoreUnrecognizedVMOptions"),
          JavaOption.of("-XX:+UseSerialGC", "GC"),
          JavaOption.of("-XX:MaxRAMPercentage=40", "-Xmx", "MaxHeap", "MaxRAM"),
          JavaOption.of("-Xms32m", "-Xms", "InitialHeap", "InitialRAM", "-Xmx", "MaxHeap"),
          JavaOption.of("-XX:+UseCompactObjectHeaders", "CompactObjectHeaders"),
          JavaOption.of("-XX:TrimNativeHeapInterval=10000", "TrimNativeHeap"));

  private JavaSettings() {}

  /** Prints them, for what makes the cache of classes, which is good for them alone: scripts/warm-up. */
  public static void main(String[] arguments) {
    for (JavaOption option : ALL) {
      System.out.println(option.text());
    }
  }

  /** With the cache of classes. One that does not fit this Java is passed over in silence. */
  static List<JavaOption> cache(String file) {
    String[] matter = {"-XX:AOT", "Archive", "-Xshare"};
    return List.of(
        JavaOption.of("-XX:AOTCache=".concat(file), matter),
        JavaOption.of("-Xlog:aot*=off,cds*=off", matter));
  }
}
