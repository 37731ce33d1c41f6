package chat.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.web.OpenApi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The description holds together, and the recorded answers are as it says. */
class OpenApiTest {
  private static final String JSON = "application/json";

  /** Recorded as a body, which RFC 9110 forbids: here it is empty. */
  private static final int NO_CONTENT = 204;

  /** What every address may be asked, and no operation of it. */
  private static final Set<String> UNDESCRIBED_METHODS = Set.of("HEAD", "OPTIONS");

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final OpenApi api = OpenApi.read();
  private final Shapes shapes = new Shapes(api);

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(api.root().at("openapi").text()).startsWith("3.1.");
    assertThat(api.references())
        .isNotEmpty()
        .allSatisfy(reference -> assertThat(api.target(reference).value()).isNotNull());
  }

  @Test
  void everyComponentIsReferredTo() {
    List<String> components = new ArrayList<>();
    api.root()
        .at("components")
        .fields()
        .forEach((kind, all) -> {
          if (!kind.equals("securitySchemes")) {
            all.fields()
                .keySet()
                .forEach(name -> components.add("#/components/" + kind + "/" + name));
          }
        });
    assertThat(api.references()).containsAll(components);
  }

  @Test
  void everyOperationHasAnIdOfItsOwnAndASummary() {
    List<Operation> operations = api.operations();
    assertThat(operations)
        .isNotEmpty()
        .allSatisfy(operation ->
            assertThat(operation.node().at("summary").text()).as("%s", operation).isNotEmpty());
    assertThat(operations)
        .extracting(operation -> operation.node().at("operationId").text())
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void everyOperationSaysHowItSucceedsAndHowItRefusesStrangers() {
    assertThat(api.operations())
        .allSatisfy(operation -> {
          Set<String> statuses = operation.node().at("responses").fields().keySet();
          boolean open =
              operation.node().has("security") && operation.node().at("security").items().isEmpty();
          assertThat(statuses).anyMatch(status -> status.startsWith("2")).contains("default");
          assertThat(open || statuses.contains("401")).as("%s has a 401", operation).isTrue();
        });
  }

  /** With the operation, not beside it: Swagger UI does not follow references there. */
  @Test
  void everyVariablePlaceOfAPathIsAParameterOfItsOperations() {
    assertThat(api.operations())
        .allSatisfy(operation -> {
          List<String> places =
              VARIABLE.matcher(operation.path()).results().map(place -> place.group(1)).toList();
          List<String> parameters =
              operation.node().at("parameters").items().stream()
                  .map(api::resolved)
                  .filter(parameter -> parameter.at("in").text().equals("path"))
                  .map(parameter -> parameter.at("name").text())
                  .toList();
          assertThat(parameters).as("%s", operation).isEqualTo(places);
        });
  }

  @Test
  void operationsComeInTheOrderOfTheirTags() {
    List<String> tags =
        api.root().at("tags").items().stream().map(tag -> tag.at("name").text()).toList();
    List<String> used =
        api.operations().stream()
            .map(operation -> operation.node().at("tags").items().getFirst().text())
            .toList();
    assertThat(tags).startsWith("auth", "users", "rooms", "messages", "health");
    assertThat(used).containsAll(tags).isSubsetOf(tags);
    assertThat(used.stream().map(tags::indexOf)).isSorted();
  }

  @Test
  void everyExampleHasTheShapeOfItsSchema() {
    SoftAssertions softly = new SoftAssertions();
    for (Operation operation : api.operations()) {
      checkExamples(softly, operation + " body", api.resolved(operation.node().at("requestBody")));
      operation
          .node()
          .at("responses")
          .fields()
          .forEach((status, response) ->
              checkExamples(softly, operation + " " + status, api.resolved(response)));
    }
    softly.assertAll();
  }

  @Test
  void everyRecordedAnswerIsDescribed() {
    SoftAssertions softly = new SoftAssertions();
    Map<String, Node> paths = api.root().at("paths").fields();
    List<RecordedAnswer> answers =
        RecordedAnswer.all().stream()
            .filter(answer -> paths.keySet().stream().anyMatch(answer::isOf))
            .filter(answer -> !UNDESCRIBED_METHODS.contains(answer.method()))
            .toList();
    assertThat(answers).hasSizeGreaterThan(500);
    for (RecordedAnswer answer : answers) {
      Node described = described(answer);
      boolean hasBody = answer.body() != null && answer.status() != NO_CONTENT;
      assertThat(described.has("description")).as("%s is described", answer).isTrue();
      if (hasBody) {
        Node schema = described.at("content").at(JSON).at("schema");
        softly.assertThat(shapes.faults(schema, answer.body())).as("%s", answer).isEmpty();
      }
    }
    softly.assertAll();
  }

  /** The answer that the description gives; for a method that is not described, how it is refused. */
  private Node described(RecordedAnswer answer) {
    return api.operations().stream()
        .filter(operation -> operation.method().equals(answer.method()))
        .filter(operation -> answer.isOf(operation.path()))
        .findFirst()
        .map(operation -> api.answer(operation, answer.status()))
        .orElseGet(() ->
            api.target(
                answer.status() == 401
                    ? "#/components/responses/Unauthenticated"
                    : "#/components/responses/Refused"));
  }

  private void checkExamples(SoftAssertions softly, String place, Node content) {
    Node json = content.at("content").at(JSON);
    for (Object example : api.examples(json)) {
      softly.assertThat(shapes.faults(json.at("schema"), example)).as(place).isEmpty();
    }
  }
}
