package chat.parley;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of the packages, held against the code. */
class ArchitectureTest {
  private static final String ROOT = "chat.parley";
  private static final int MOST_LINES = 250;
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("src/test/java"));

  /** Knows all, chat.parley itself, too; nobody knows it. */
  private static final String TOP = "command";

  /** Which package may know which. chat.parley itself knows all of these, and none of them knows it. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          arrows("problem", ""),
          arrows("measure", ""),
          arrows("config", "problem"),
          arrows("storage", "problem config measure"),
          arrows("http", "problem config measure"),
          arrows("limits", "problem config measure http"),
          arrows("metrics", "problem config measure http"),
          arrows("realtime", "problem config measure http limits"),
          arrows("users", "problem config measure http limits realtime storage"),
          arrows("auth", "problem config measure http limits realtime storage users"),
          arrows("rooms", "problem config measure http limits realtime storage users auth"),
          arrows(
              "messages", "problem config measure http limits realtime storage users auth rooms"),
          arrows(
              "sync",
              "problem config measure http limits realtime storage users auth rooms messages"),
          arrows("cluster", "problem config realtime"),
          arrows("demo", ""),
          arrows("transfer", "problem config storage"),
          arrows("doctor", "config http storage cluster"),
          arrows("tracing", "measure"),
          arrows("erasure", "storage users rooms"),
          arrows("launch", ""),
          arrows("web", "problem config http"));

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);

  private static Map.Entry<String, Set<String>> arrows(String from, String to) {
    return Map.entry(from, Set.of(to.split(" ", -1)));
  }

  @Test
  void everyArrowBetweenPackagesIsInTheTable() {
    Set<String> strangers = new TreeSet<>();
    for (JavaClass from : PRODUCT) {
      for (var dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass();
        if (isOurs(to) && !mayKnow(feature(from), feature(to))) {
          strangers.add(dependency.getDescription());
        }
      }
    }
    assertThat(strangers).isEmpty();
  }

  @Test
  void everyPackageIsInTheTable() {
    assertThat(PRODUCT.stream().map(ArchitectureTest::feature).distinct())
        .allMatch(
            feature -> feature.isEmpty() || feature.equals(TOP) || ARROWS.containsKey(feature));
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void theEmbeddedPostgresIsKnownToStorageAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("chat.parley.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("chat.parley.storage.embedded..")
        .check(PRODUCT);
  }

  @Test
  void micrometerIsKnownToMetricsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("chat.parley.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .check(PRODUCT);
  }

  @Test
  void openTelemetryIsKnownToTracingAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("chat.parley.tracing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(PRODUCT);
  }

  @Test
  void endpointsLeaveTheDatabaseToTheStores() {
    noClasses()
        .that()
        .haveNameMatching(".*Endpoints?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("chat.parley.storage..")
        .check(PRODUCT);
  }

  @Test
  void noClassIsNamedAfterNothingInParticular() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Processor)")
        .check(ALL);
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
    Set<Path> described = new TreeSet<>();
    for (Path file : sources()) {
      if (file.endsWith("package-info.java")) {
        assertThat(file).content().startsWith("/**").contains("\n@NullMarked\n");
        described.add(folder(file));
      }
    }
    assertThat(sources().stream().map(ArchitectureTest::folder).distinct())
        .allMatch(described::contains, "has a package-info.java");
  }

  @Test
  void noFileIsLongerThan250Lines() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
  }

  private static boolean mayKnow(String from, String to) {
    if (from.equals(TOP) || from.equals(to)) {
      return true;
    }
    return from.isEmpty() ? !to.equals(TOP) : ARROWS.getOrDefault(from, Set.of()).contains(to);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  /** The first name below chat.parley; empty for chat.parley itself. */
  private static String feature(JavaClass type) {
    return type.getPackageName()
        .substring(ROOT.length())
        .replaceFirst("^\\.", "")
        .replaceFirst("\\..*", "");
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  /** Where a file is below src/main/java or src/test/java: tests may share a package's description. */
  private static Path folder(Path file) {
    return file.subpath(3, file.getNameCount() - 1);
  }
}
