package chat.parley.bench;

import chat.parley.bench.process.Bystanders;
import chat.parley.bench.process.Installation;
import chat.parley.bench.process.Surroundings;
import chat.parley.bench.report.Machine;
import chat.parley.bench.report.Report;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import chat.parley.bench.report.TextTable;
import chat.parley.bench.scenario.Plan;
import chat.parley.bench.scenario.Scenario;
import chat.parley.bench.scenario.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scripts/bench}: measures the Parley that is built here. */
@Command(
    name = "bench",
    description = "Measure the Parley that is built here, and what stands beside it.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final String SECRET = "the key that the benchmark signs its tokens with";

  /** The share of the machine that others may have before the results say so. */
  private static final double WORTH_SAYING = 0.03;

  @Spec private CommandSpec spec;

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
      description = "Where data directories are made; on a real disk. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("bench/target/data");

  @Option(names = "--publish", description = "Write the results into docs/benchmarks.md as well.")
  private boolean publish;

  @Option(
      names = "--soak",
      paramLabel = "TIME",
      description = "How long the scenario soak takes, as 30m or 120s. Default: 30m",
      converter = Times.class)
  private Duration soak = Duration.ofMinutes(30);

  @Option(
      names = "--on",
      paramLabel = "DIR",
      description =
          "A data directory that parley seed has filled, to play on instead of a new one.")
  private @Nullable Path on;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Plan plan = (quick ? Plan.quick() : Plan.full()).withSoak(soak);
    Path repository = Path.of("").toAbsolutePath();
    Installation installation = new Installation(repository, SECRET);
    List<Scenario> chosen = chosen(plan);
    List<Section> sections = new ArrayList<>();
    Machine machine;
    try (Stage stage = new Stage(plan, installation, data.toAbsolutePath(), Main::say)) {
      if (on != null) {
        stage.playOn(on.toAbsolutePath());
      }
      machine = machine(stage);
      for (Scenario scenario : chosen) {
        say(scenario.name());
        Bystanders before = Bystanders.now();
        Section section = scenario.play(stage);
        double others = Bystanders.now().shareSince(before);
        if (others > WORTH_SAYING) {
          section.note(
              "Other programs had %.0f %% of the machine meanwhile.".formatted(100 * others));
        }
        sections.add(section);
        System.out.println(TextTable.of(section));
      }
    }
    Report report =
        new Report(
            Instant.now(),
            plan.name(),
            command(),
            Surroundings.commit(repository),
            machine,
            sections);
    report.targets().forEach(target -> System.out.println(TextTable.line(target)));
    Results results = new Results(repository);
    say("kept in " + repository.relativize(results.keep(report)));
    if (publish) {
      results.publish(report);
    }
    return sections.stream().anyMatch(Main::hasFailed) ? 1 : 0;
  }

  private static boolean hasFailed(Section section) {
    return Scenario.all().stream()
            .anyMatch(each -> each.name().equals(section.name()) && each.judges())
        && !section.targets().stream().allMatch(Target::isMet);
  }

  private List<Scenario> chosen(Plan plan) {
    List<Scenario> all = Scenario.all();
    List<String> names = all.stream().map(Scenario::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no scenario %s: wanted any of %s".formatted(name, String.join(", ", names)));
      }
    }
    return all.stream()
        .filter(
            scenario -> only.isEmpty() ? plan.includes(scenario) : only.contains(scenario.name()))
        .toList();
  }

  private String command() {
    StringBuilder command = new StringBuilder(quick ? "make bench-quick" : "make bench");
    if (!only.isEmpty()) {
      command = new StringBuilder("scripts/bench").append(quick ? " --quick" : "");
      command.append(" --only ").append(String.join(",", only));
    }
    return command.toString();
  }

  private static Machine machine(Stage stage) throws IOException {
    return new Machine(
        Surroundings.processor(),
        Runtime.getRuntime().availableProcessors(),
        Surroundings.memoryMib(),
        Surroundings.system(),
        stage.versions());
  }

  private static void say(String line) {
    System.err.printf("%tT %s%n", System.currentTimeMillis(), line);
  }

  static final class Times implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Duration.parse("PT" + text);
    }
  }

  static final class Names extends ArrayList<String> {
    Names() {
      super(Scenario.all().stream().map(Scenario::name).toList());
    }
  }
}
