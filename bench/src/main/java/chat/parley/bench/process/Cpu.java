package chat.parley.bench.process;

import java.util.stream.Stream;

/**
 * CPU time that has been used, in microseconds.
 *
 * @param server by the Java process, or by all of them
 * @param compiler the part of that in which they compiled
 * @param postgres by all PostgreSQL processes together; 0 where there are none
 * @param broker by what carries events between nodes; 0 where there is none
 */
public record Cpu(long server, long compiler, long postgres, long broker) {
  static Cpu of(ProcessHandle server, Stream<ProcessHandle> postgres) {
    return new Cpu(
        of(server), new Proc(server.pid()).compilerMicros(), postgres.mapToLong(Cpu::of).sum(), 0);
  }

  static long of(ProcessHandle process) {
    return new Proc(process.pid()).cpuMicros();
  }

  /** What the servers have used beside compiling: Java does that once for each process, and then no more. */
  public long running() {
    return server - compiler;
  }

  /** What has been used since an earlier moment. */
  public Cpu since(Cpu earlier) {
    return new Cpu(
        server - earlier.server,
        compiler - earlier.compiler,
        postgres - earlier.postgres,
        broker - earlier.broker);
  }
}
