package chat.parley.bench.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files, sockets among them, a process may open. */
public final class OpenFiles {
  private static final Pattern LIMIT = Pattern.compile("Max open files\\s+(\\d+)");

  private OpenFiles() {}

  /** What this process may, and so those that it starts. */
  public static int most() {
    Matcher limit = LIMIT.matcher(Proc.self().limits());
    return limit.find() ? Integer.parseInt(limit.group(1)) : Integer.MAX_VALUE;
  }
}
