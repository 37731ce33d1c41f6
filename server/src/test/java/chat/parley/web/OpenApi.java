package chat.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The API's description, as the server hands it out. */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Node root;

  private OpenApi(Node root) {
    this.root = root;
  }

  /**
   * One method of one path.
   *
   * @param method in capitals
   */
  public record Operation(String path, String method, Node node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Reads the description; of keys that come twice, none counts: it is refused. */
  public static OpenApi read() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (InputStream yaml = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      return new OpenApi(new Node(new Yaml(new SafeConstructor(options)).load(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Node root() {
    return root;
  }

  /** All operations, in the order in which they are written. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.at("paths")
        .fields()
        .forEach((path, item) ->
            item.fields()
                .forEach((method, operation) -> {
                  if (METHODS.contains(method)) {
                    operations.add(new Operation(path, method.toUpperCase(Locale.ROOT), operation));
                  }
                }));
    return operations;
  }

  /** What is described of an operation's answer with this status; the default one, if it is not named. */
  Node answer(Operation operation, int status) {
    Node responses = operation.node().at("responses");
    String name = Integer.toString(status);
    return resolved(responses.at(responses.has(name) ? name : "default"));
  }

  /** The node, or the one that it refers to. */
  Node resolved(Node node) {
    Node found = node;
    while (found.at("$ref").value() instanceof String reference) {
      found = target(reference);
      assertThat(found.value()).as("what %s refers to", reference).isNotNull();
    }
    return found;
  }

  /** Every reference in the description. */
  List<String> references() {
    List<String> references = new ArrayList<>();
    collect(root, references);
    return references;
  }

  /** What a reference leads to; a node without a value for one that leads nowhere. */
  Node target(String reference) {
    assertThat(reference).startsWith("#/");
    Node node = root;
    for (String name : reference.substring(2).split("/", -1)) {
      node = node.at(name);
    }
    return node;
  }

  private static void collect(Node node, List<String> references) {
    if (node.at("$ref").value() instanceof String reference) {
      references.add(reference);
    }
    node.fields().values().forEach(field -> collect(field, references));
    node.items().forEach(item -> collect(item, references));
  }

  /** A media type's examples: those that are named, or the only one. */
  List<@Nullable Object> examples(Node mediaType) {
    List<@Nullable Object> examples = new ArrayList<>();
    if (mediaType.has("example")) {
      examples.add(mediaType.at("example").value());
    }
    mediaType
        .at("examples")
        .fields()
        .values()
        .forEach(example -> examples.add(resolved(example).at("value").value()));
    return examples;
  }
}
