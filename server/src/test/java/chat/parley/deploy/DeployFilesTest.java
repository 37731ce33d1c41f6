package chat.parley.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.config.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the files in {@code deploy/} say of the server is true. */
final class DeployFilesTest {
  private static final String OPENAPI = "server/src/main/resources/openapi.yaml";
  private static final String COMPOSE = "deploy/compose.yaml";
  private static final String UNIT = "deploy/systemd/parley.service";
  private static final String UNIT_SETTINGS = "deploy/systemd/parley.env";
  private static final String KUBERNETES = "deploy/kubernetes/";

  private static final JsonObject NODE =
      DeployFile.yaml(COMPOSE).getJsonObject("services").getJsonObject("node1");
  private static final JsonObject POD =
      DeployFile.yaml(KUBERNETES + "deployment.yaml")
          .getJsonObject("spec")
          .getJsonObject("template")
          .getJsonObject("spec");
  private static final JsonObject CONTAINER = POD.getJsonArray("containers").getJsonObject(0);

  /** Settings that remember what they were asked for. */
  private static final class Asked extends HashMap<String, String> {
    private static final long serialVersionUID = 1;
    private final transient Set<Object> names = new HashSet<>();

    Asked(Map<String, String> given) {
      super(given);
    }

    @Override
    public @Nullable String get(Object name) {
      names.add(name);
      return super.get(name);
    }
  }

  private static Settings settings(Map<String, String> given) {
    Asked asked = new Asked(given);
    Settings settings = Settings.from(asked);
    assertThat(asked.names).containsAll(given.keySet());
    return settings;
  }

  private static Settings ofCompose() {
    return settings(DeployFile.texts(NODE.getJsonObject("environment")));
  }

  private static Settings ofUnit() {
    Map<String, String> given = new HashMap<>(DeployFile.environment(UNIT_SETTINGS));
    given.put("PARLEY_DATA_DIR", DeployFile.value(UNIT, "Environment=PARLEY_DATA_DIR="));
    return settings(given);
  }

  private static Settings ofKubernetes() {
    return settings(
        DeployFile.texts(DeployFile.yaml(KUBERNETES + "config.yaml").getJsonObject("data")));
  }

  @Test
  void everySettingThatAFileNamesExistsAndIsGivenASoundValue() {
    assertThat(ofCompose().broker()).isPresent();
    assertThat(ofUnit().broker()).isPresent();
    assertThat(ofKubernetes().watching().hasMetrics()).isTrue();
    assertThat(
            settings(Map.of("PARLEY_HOST", "0.0.0.0", "PARLEY_DATA_DIR", "/var/lib/parley")).host())
        .isEqualTo(DeployFile.value("Dockerfile", "ENV .*PARLEY_HOST=").split(" ", -1)[0]);
  }

  @Test
  void probesAskForWhatTheServerAnswers() {
    Set<String> answered = DeployFile.yaml(OPENAPI).getJsonObject("paths").fieldNames();
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      JsonObject asked = CONTAINER.getJsonObject(probe).getJsonObject("httpGet");
      assertThat(answered).contains(asked.getString("path"));
      assertThat(asked.getString("port")).isEqualTo("http");
    }
    String balancer = DeployFile.value("deploy/haproxy.cfg", "http-check send meth GET uri ");
    assertThat(answered).contains(balancer, "/health/live");
    assertThat(DeployFile.text("Dockerfile"))
        .contains("\"http://127.0.0.1:${PARLEY_PORT:-8080}/health/live\"");
  }

  @Test
  void portsAreThoseThatTheServerListensOn() {
    String port = Integer.toString(settings(Map.of()).port());
    assertThat(DeployFile.value("Dockerfile", "EXPOSE ")).isEqualTo(port);
    assertThat(DeployFile.text("deploy/haproxy.cfg"))
        .contains("server node1 node1:" + port, "server node2 node2:" + port);
    Map<String, Integer> ports = new HashMap<>();
    stream(CONTAINER.getJsonArray("ports"))
        .forEach(one -> ports.put(one.getString("name"), one.getInteger("containerPort")));
    int metrics = ofKubernetes().watching().metricsPort().orElseThrow();
    assertThat(ports).isEqualTo(Map.of("http", Integer.valueOf(port), "metrics", metrics));
    assertThat(
            stream(
                    DeployFile.yaml(KUBERNETES + "service.yaml")
                        .getJsonObject("spec")
                        .getJsonArray("ports"))
                .map(one -> one.getString("targetPort")))
        .containsExactly("http");
    JsonObject annotations =
        DeployFile.yaml(KUBERNETES + "deployment.yaml")
            .getJsonObject("spec")
            .getJsonObject("template")
            .getJsonObject("metadata")
            .getJsonObject("annotations");
    assertThat(annotations.getString("prometheus.io/port")).isEqualTo(Integer.toString(metrics));
  }

  @Test
  void whoeverStopsANodeWaitsUntilItHasDrained() {
    Duration margin = Duration.ofSeconds(5);
    assertThat(DeployFile.seconds(NODE.getString("stop_grace_period")))
        .isGreaterThanOrEqualTo(ofCompose().drainTime().plus(margin));
    assertThat(DeployFile.seconds(DeployFile.value(UNIT, "TimeoutStopSec=")))
        .isGreaterThanOrEqualTo(ofUnit().drainTime().plus(margin));
    JsonArray pause =
        CONTAINER
            .getJsonObject("lifecycle")
            .getJsonObject("preStop")
            .getJsonObject("exec")
            .getJsonArray("command");
    assertThat(Duration.ofSeconds(POD.getInteger("terminationGracePeriodSeconds")))
        .isGreaterThanOrEqualTo(
            ofKubernetes()
                .drainTime()
                .plusSeconds(Long.parseLong(pause.getString(1)))
                .plus(margin));
  }

  @Test
  void aPodThatDrainsIsAskedForReadinessOftenEnoughToBeBelieved() {
    int seconds = CONTAINER.getJsonObject("readinessProbe").getInteger("periodSeconds");
    double telling = 0.3 * ofKubernetes().drainTime().toSeconds();
    assertThat(3 * seconds).isLessThanOrEqualTo((int) telling);
  }

  @Test
  void theUserOfTheImageIsTheOneOfThePods() {
    JsonObject user = POD.getJsonObject("securityContext");
    assertThat(DeployFile.value("Dockerfile", "USER "))
        .isEqualTo(user.getInteger("runAsUser") + ":" + user.getInteger("runAsGroup"));
    assertThat(user.getBoolean("runAsNonRoot")).isTrue();
  }

  private static Stream<JsonObject> stream(JsonArray objects) {
    return objects.stream().map(JsonObject.class::cast);
  }
}
