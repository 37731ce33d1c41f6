package chat.parley.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the machine does beside the benchmark: figures that were taken while somebody else was busy are worth
 * less.
 *
 * @param busyMicros CPU time that all programs have used, and that was stolen by other virtual machines
 * @param ownMicros the part of this process and of all that it has started
 * @param allMicros CPU time that there was
 */
public record Bystanders(long busyMicros, long ownMicros, long allMicros) {
  private static final long TICK_MICROS = 10_000;

  /** Places in the first line of {@code /proc/stat} (proc(5)), after its name. */
  private static final int IDLE = 3;

  private static final int WAITING = 4;
  private static final int STOLEN = 7;

  /** Counts since the machine was started. */
  public static Bystanders now() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElse("").split("\\s+", -1);
      long busy = 0;
      long all = 0;
      for (int i = 0; i <= STOLEN; i++) {
        long micros = Long.parseLong(fields[i + 1]) * TICK_MICROS;
        all += micros;
        busy += i == IDLE || i == WAITING ? 0 : micros;
      }
      ProcessHandle self = ProcessHandle.current();
      long own =
          Stream.concat(Stream.of(self), self.descendants())
              .mapToLong(process -> new Proc(process.pid()).cpuMicros())
              .sum();
      return new Bystanders(busy, own, all);
    }
  }

  /** The share of the machine that others had since an earlier moment, from 0 to 1. */
  public double shareSince(Bystanders earlier) {
    double others = busyMicros - earlier.busyMicros - (ownMicros - earlier.ownMicros);
    return Math.max(0, others / Math.max(1, allMicros - earlier.allMicros));
  }
}
