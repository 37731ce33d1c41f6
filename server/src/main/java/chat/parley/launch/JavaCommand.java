package chat.parley.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line of a Java process: {@code java, options, -jar, file, arguments}.
 *
 * <p>Written without lambdas and string templates, which would take longer to get going than all else here.
 *
 * @param words the program and what follows it
 * @param outside options that do not stand on the command line, but in the environment
 */
record JavaCommand(List<String> words, String outside) {
  /** Variables that Java itself reads options from. */
  private static final List<String> VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  /**
   * What has begun to work before the program does (debuggers, agents, remote management, recordings)
   * would be left behind in a process that is replaced, its ports and files still open. And what stands in
   * a file is not seen here: it might contradict what is added.
   */
  private static final List<String> HOLDING =
      List.of(
          "-agentlib:",
          "-agentpath:",
          "-javaagent:",
          "-Xrun",
          "-Dcom.sun.management.",
          "-XX:StartFlightRecording",
          "-XX:+FlightRecorder",
          "@",
          "-XX:Flags=",
          "-XX:VMOptionsFile=");

  static JavaCommand of(List<String> words, Map<String, String> environment) {
    StringBuilder outside = new StringBuilder();
    for (String variable : VARIABLES) {
      outside.append(environment.getOrDefault(variable, "")).append(' ');
    }
    return new JavaCommand(words, outside.toString());
  }

  /** Whether it runs a jar, and nothing stands in the way of starting over. */
  boolean canBeReplaced() {
    for (String option : given()) {
      for (String holding : HOLDING) {
        if (option.startsWith(holding)) {
          return false;
        }
      }
    }
    return words.indexOf("-jar") > 0;
  }

  /** The same with more options, each of which yields to one of the operator's own on the same matter. */
  List<String> with(List<JavaOption> more) {
    List<String> given = given();
    List<String> all = new ArrayList<>();
    all.add(words.getFirst());
    for (JavaOption option : more) {
      if (!option.isDecidedBy(given)) {
        all.add(option.text());
      }
    }
    all.addAll(words.subList(1, words.size()));
    return all;
  }

  /** The operator's own options, wherever they stand. */
  private List<String> given() {
    List<String> given = new ArrayList<>(List.of(outside.strip().split("\\s+", -1)));
    int jar = words.indexOf("-jar");
    given.addAll(words.subList(1, jar < 0 ? words.size() : jar));
    return given;
  }
}
