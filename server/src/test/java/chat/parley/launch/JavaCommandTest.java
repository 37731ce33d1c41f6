package chat.parley.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which command line a server starts over with. */
class JavaCommandTest {
  private static final List<JavaOption> OURS =
      List.of(
          JavaOption.of("-XX:+UseSerialGC", "GC"), JavaOption.of("-Xms32m", "-Xms", "InitialHeap"));

  @Test
  void ourOptionsComeFirstAndTheArgumentsStay() {
    assertThat(command("java -jar parley.jar user add -Xms1g").with(OURS))
        .containsExactly(
            "java", "-XX:+UseSerialGC", "-Xms32m", "-jar", "parley.jar", "user", "add", "-Xms1g");
  }

  @ParameterizedTest
  @CsvSource({
    "java -Xmx1g -jar p.jar,java -XX:+UseSerialGC -Xms32m -Xmx1g -jar p.jar",
    "java -XX:+UseZGC -jar p.jar,java -Xms32m -XX:+UseZGC -jar p.jar",
    "java -Xms1g -jar p.jar,java -XX:+UseSerialGC -Xms1g -jar p.jar",
    "java -XX:InitialHeapSize=1g -jar p.jar,java -XX:+UseSerialGC -XX:InitialHeapSize=1g -jar p.jar",
  })
  void anOptionOfTheOperatorIsKeptAndOursOnTheSameMatterYields(String given, String wanted) {
    assertThat(String.join(" ", command(given).with(OURS))).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
  void soItDoesToOneInTheEnvironmentWhichJavaReadsAgain(String variable) {
    JavaCommand command =
        JavaCommand.of(
            List.of("java", "-jar", "p.jar"), Map.of(variable, "-Dx=y  -XX:+UseParallelGC"));
    assertThat(command.with(OURS)).containsExactly("java", "-Xms32m", "-jar", "p.jar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java -cp parley.jar chat.parley.command.Main",
        "java -agentlib:jdwp=transport=dt_socket -jar p.jar",
        "java -javaagent:a.jar -jar p.jar",
        "java -Dcom.sun.management.jmxremote.port=9010 -jar p.jar",
        "java -XX:StartFlightRecording:filename=r.jfr -jar p.jar",
        "java @options -jar p.jar",
        "java -XX:VMOptionsFile=options -jar p.jar",
      })
  void whatIsNoJarOrHoldsSomethingOpenIsNotStartedOver(String given) {
    assertThat(command(given).canBeReplaced()).isFalse();
  }

  @Test
  void anAgentAmongTheArgumentsIsNone() {
    assertThat(command("java -jar p.jar token -javaagent:a").canBeReplaced()).isTrue();
  }

  @Test
  void anAgentInTheEnvironmentIsOne() {
    assertThat(
            JavaCommand.of(
                    List.of("java", "-jar", "p.jar"),
                    Map.of("JAVA_TOOL_OPTIONS", "-javaagent:a.jar"))
                .canBeReplaced())
        .isFalse();
  }

  @Test
  void everySettingYields() {
    for (JavaOption option : JavaSettings.ALL) {
      assertThat(option.matter().isEmpty() || option.isDecidedBy(List.of(option.text())))
          .as(option.text())
          .isTrue();
    }
  }

  private static JavaCommand command(String words) {
    return JavaCommand.of(List.of(words.split(" ", -1)), Map.of());
  }
}
