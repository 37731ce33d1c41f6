package chat.parley.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One recorded case: a story of requests, told in order.
 *
 * @param fresh users made for this case alone
 * @param tokens forged tokens by name, each as {@link ForgedToken} reads it
 */
record ContractCase(String name, List<String> fresh, Map<String, Json> tokens, List<Step> steps) {
  private static final Set<String> KEYS = Set.of("name", "fresh", "tokens", "tags", "steps");

  /**
   * Reads a case.
   *
   * @throws IllegalArgumentException when it has a key that would silently go unused
   */
  static ContractCase of(Json.Obj recorded) {
    Step.refuseUnknown(recorded, KEYS);
    return new ContractCase(
        recorded.get("name").asText(),
        recorded.get("fresh").asItems().stream().map(Json::asText).toList(),
        recorded.get("tokens").asObject().fields(),
        recorded.get("steps").asItems().stream().map(Json::asObject).map(Step::of).toList());
  }

  /** All names that some step saves a value under. */
  Set<String> saves() {
    Set<String> names = new HashSet<>();
    steps.forEach(step -> names.addAll(step.save().keySet()));
    return names;
  }

  @Override
  public String toString() {
    return name;
  }
}
