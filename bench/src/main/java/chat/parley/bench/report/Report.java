package chat.parley.bench.report;

import java.time.Instant;
import java.util.List;

/**
 * The results of one run.
 *
 * @param plan its name: how much was measured
 * @param command that repeats it
 * @param commit of the Parley that was measured, with a plus if its sources were changed since
 */
public record Report(
    Instant time,
    String plan,
    String command,
    String commit,
    Machine machine,
    List<Section> sections) {

  public List<Target> targets() {
    return sections.stream().flatMap(section -> section.targets().stream()).toList();
  }

  public List<Chart> charts() {
    return sections.stream().flatMap(section -> section.charts().stream()).toList();
  }
}
