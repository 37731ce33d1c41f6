package chat.parley.contract;

import chat.parley.contract.Placeholders.UnresolvedException;
import chat.parley.contract.Step.Body;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One replay of one case; used once, by one thread. */
final class CaseRun {
  private static final int MAX_LINES = 20;

  private final ContractCase recorded;
  private final String nonce;
  private final RawHttp http;
  private final Placeholders placeholders;
  private final Names names;

  CaseRun(ContractCase recorded, Map<String, ContractUser> users, String nonce, RawHttp http) {
    this.recorded = recorded;
    this.nonce = nonce;
    this.http = http;
    this.placeholders = new Placeholders(recorded, users, nonce);
    this.names = new Names(users.values());
  }

  /** Sends all steps in order, and gives one text for each whose answer is not as recorded. */
  List<String> mismatches() {
    List<String> mismatches = new ArrayList<>();
    for (int i = 0; i < recorded.steps().size(); i++) {
      Step step = recorded.steps().get(i);
      List<String> differences = differences(step);
      if (!differences.isEmpty()) {
        mismatches.add(report(i, step, differences));
      }
    }
    return mismatches;
  }

  private List<String> differences(Step step) {
    try {
      return replay(step);
    } catch (UnresolvedException e) {
      return List.of("not sent: " + e.getMessage());
    } catch (IOException e) {
      return List.of("no answer to compare: " + e);
    }
  }

  /** Compares the first answer, or the first one whose status is another than the first one's. */
  private List<String> replay(Step step) throws IOException {
    Outcome first = send(step, 1);
    for (int i = 2; i <= step.repeat(); i++) {
      Outcome next = send(step, i);
      if (next.status() != first.status()) {
        List<String> differences = new ArrayList<>();
        differences.add(
            "status: got %d, but %d at repetition %d".formatted(first.status(), next.status(), i));
        differences.addAll(Comparison.differences(step.expect(), next));
        return differences;
      }
    }
    return Comparison.differences(step.expect(), first);
  }

  private Outcome send(Step step, int repetition) throws IOException {
    placeholders.put("i", new Json.Whole(repetition));
    StepRequest request = new StepRequest(step, placeholders);
    Answer answer = request.send(http);
    Outcome.Body body = Outcome.Body.of(answer, step.method());
    if (answer.status() == 201) {
      names.learn(body.value());
    }
    String host = request.host().orElse(http.authority());
    Outcome outcome = Outcome.of(answer, body, new Normalizer(names, nonce, host));
    save(step, body);
    return outcome;
  }

  private void save(Step step, Outcome.Body body) {
    step.save()
        .forEach((name, path) -> {
          Json value = body.value();
          for (String part : path.split("\\.", -1)) {
            value = part(value, part);
          }
          if (value instanceof Json.Null) {
            placeholders.remove(name);
          } else {
            placeholders.put(name, value);
          }
        });
  }

  private static Json part(Json value, String name) {
    if (value instanceof Json.Arr(var items)) {
      int index = Integer.parseInt(name);
      return index < items.size() ? items.get(index) : new Json.Null();
    }
    return value.asObject().get(name);
  }

  private String report(int index, Step step, List<String> differences) {
    List<String> lines = new ArrayList<>();
    String path = Comparison.brief(new Json.Text(step.path()));
    lines.add(
        "%s step %d: %s %s as %s"
            .formatted(recorded.name(), index, step.method(), path, step.as().orElse("nobody")));
    if (!step.note().isEmpty()) {
      lines.add("note: " + step.note());
    }
    sent(step.body()).ifPresent(sent -> lines.add("sent: " + sent));
    lines.addAll(differences.subList(0, Math.min(MAX_LINES, differences.size())));
    if (differences.size() > MAX_LINES) {
      lines.add("... and %d more".formatted(differences.size() - MAX_LINES));
    }
    return String.join("\n    ", lines);
  }

  private static Optional<String> sent(Body body) {
    return switch (body) {
      case Body.None() -> Optional.empty();
      case Body.Bytes(String base64) -> Optional.of(base64 + " (Base64)");
      case Body.Verbatim(String text) -> Optional.of(Comparison.brief(new Json.Text(text)));
      case Body.Document(Json value) -> Optional.of(Comparison.brief(value));
    };
  }
}
