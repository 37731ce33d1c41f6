package chat.parley.bench;

import chat.parley.bench.process.Installation;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.TextTable;
import chat.parley.bench.scenario.Plan;
import chat.parley.bench.scenario.Scenario;
import chat.parley.bench.scenario.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench}: measures the Parley that is built here. */
@Command(
    name = "bench",
    description = "Measure the Parley that is built here, and what stands beside it.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final String SECRET = "the key that the benchmark signs its tokens with";

  @Option(names = "--quick", description = "About one minute; figures are lower and rougher.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SCENARIO",
      description = "Play these alone, in the usual order: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private List<String> only = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where data directories are made; a real disk. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("bench/target/data");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Plan plan = quick ? Plan.quick() : Plan.full();
    Installation installation = new Installation(Path.of("").toAbsolutePath(), SECRET);
    try (Stage stage = new Stage(plan, installation, data.toAbsolutePath(), Main::say)) {
      for (Scenario scenario : Scenario.all()) {
        if (only.isEmpty() || only.contains(scenario.name())) {
          say(scenario.name());
          Section section = scenario.play(stage);
          System.out.println(TextTable.of(section));
        }
      }
    }
    return 0;
  }

  private static void say(String line) {
    System.err.printf("%tT %s%n", System.currentTimeMillis(), line);
  }

  static final class Names extends ArrayList<String> {
    Names() {
      super(Scenario.all().stream().map(Scenario::name).toList());
    }
  }
}
