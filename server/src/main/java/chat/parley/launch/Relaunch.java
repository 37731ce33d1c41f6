package chat.parley.launch;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts in this process's place the same Java with {@link JavaSettings}, and with the cache of classes
 * that lies beside the
 * jar. The process keeps its number, its environment and its open files.
 *
 * <p>Where that cannot be done (not Linux, no jar), or is not wanted ({@code PARLEY_LAUNCHER=off}), the
 * program goes on as it was started.
 */
public final class Relaunch {
  /** Set in the process that was started over. */
  private static final String DONE = "parley.launched";

  private static final String SWITCH = "PARLEY_LAUNCHER";
  private static final String OWN_COMMAND = "/proc/self/cmdline";

  private Relaunch() {}

  /** Returns in the process that is to do the work. */
  public static void once() {
    if (System.getProperty(DONE) == null && !"off".equals(System.getenv(SWITCH))) {
      startOver();
    }
  }

  /** Returns only where it cannot be done. */
  private static void startOver() {
    List<String> words = ownCommand();
    JavaCommand command = words == null ? null : JavaCommand.of(words, System.getenv());
    if (command != null && command.canBeReplaced()) {
      List<JavaOption> settings = new ArrayList<>(JavaSettings.ALL);
      settings.add(JavaOption.of("-D".concat(DONE).concat("=true")));
      try {
        addCache(settings);
        String java = System.getProperty("java.home").concat("/bin/java");
        Exec.replaceProcess(java, command.with(settings));
      } catch (Throwable e) {
        // A machine that has no such call, or forbids it: everything works without it, more slowly.
      }
    }
  }

  private static void addCache(List<JavaOption> settings) throws IOException {
    File cache = ClassCache.of(new File(System.getProperty("java.class.path")));
    if (cache.canRead()) {
      settings.addAll(JavaSettings.cache(cache.getPath()));
    }
  }

  /** The words of this process's command line; null where the system does not tell them. */
  private static @Nullable List<String> ownCommand() {
    byte[] bytes;
    try (FileInputStream file = new FileInputStream(OWN_COMMAND)) {
      bytes = file.readAllBytes();
    } catch (IOException e) {
      return null;
    }
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        words.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return words;
  }
}
