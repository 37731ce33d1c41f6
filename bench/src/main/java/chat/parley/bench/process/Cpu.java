package chat.parley.bench.process;

import java.util.stream.Stream;

/**
 * CPU time that has been used, in microseconds.
 *
 * @param server by the Java process
 * @param postgres by all PostgreSQL processes together; 0 where there are none
 */
public record Cpu(long server, long postgres) {
  static Cpu of(ProcessHandle server, Stream<ProcessHandle> postgres) {
    return new Cpu(
        new Proc(server.pid()).cpuMicros(),
        postgres.mapToLong(process -> new Proc(process.pid()).cpuMicros()).sum());
  }

  /** What has been used since an earlier moment. */
  public Cpu since(Cpu earlier) {
    return new Cpu(server - earlier.server, postgres - earlier.postgres);
  }
}
