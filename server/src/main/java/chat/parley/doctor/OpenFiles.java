package chat.parley.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How many files this user's processes may have open: each socket is one. */
final class OpenFiles {
  /** Beside the sockets: the jar, the database's connections, the log. */
  private static final long OTHERS = 200;

  private static final long LEAST = 4_096;

  private OpenFiles() {}

  static Finding examine() {
    long most =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return examine(most);
  }

  static Finding examine(long most) {
    return most >= LEAST
        ? new Finding.Good(
            "open files",
            String.format(Locale.ROOT, "at most %,d: room for %,d sockets", most, most - OTHERS))
        : new Finding.Wrong(
            "open files",
            String.format(
                Locale.ROOT, "at most %,d: room for %,d sockets", most, Math.max(0, most - OTHERS)),
            "raise the hard limit (ulimit -Hn, LimitNOFILE= of systemd) to 65,536 or more");
  }
}
