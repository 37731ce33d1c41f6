package chat.parley.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel counts for one process: {@code /proc/<pid>} (proc(5)). */
record Proc(long pid) {
  /** What {@code sysconf(_SC_CLK_TCK)} gives on every Linux that Java runs on. */
  private static final int TICKS_PER_SECOND = 100;

  /** Places in {@code stat}, counted from 0 after the name, which may have blanks in it. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;
  private static final int REAPED_SYSTEM_TICKS = 14;

  /** The kernel keeps 15 characters of a thread's name. */
  private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre");

  static Proc self() {
    return new Proc(ProcessHandle.current().pid());
  }

  /** What it may have, as the kernel tabulates it. */
  String limits() {
    return read("limits");
  }

  /** CPU time of the process and of its children that have ended, in microseconds; 0 if it is gone. */
  long cpuMicros() {
    return micros(read("stat"), REAPED_SYSTEM_TICKS);
  }

  /** CPU time of the threads in which a JVM compiles, in microseconds; 0 for what is no JVM. */
  long compilerMicros() {
    try (Stream<Path> threads = Files.list(path("task"))) {
      return threads
          .map(thread -> Path.of("task", thread.getFileName().toString()))
          .filter(thread -> COMPILER.matcher(read(thread + "/comm")).lookingAt())
          .mapToLong(thread -> micros(read(thread + "/stat"), SYSTEM_TICKS))
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Memory that it holds now, in KiB. */
  long rssKib() {
    return read("status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Its command line, word by word. */
  List<String> command() {
    return List.of(read("cmdline").split("\0", -1));
  }

  private static long micros(String stat, int last) {
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = USER_TICKS; i <= last; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks * 1_000_000 / TICKS_PER_SECOND;
  }

  private Path path(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }

  private String read(String name) {
    Path file = path(name);
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw new UncheckedIOException(e);
      }
      return "";
    }
  }
}
