package chat.parley.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values into the placeholders of one case: {@code {nonce}}, {@code {i}} (the repetition), {@code
 * {alice.id}}, {@code {token.x}} (a forged one) and the names that steps save. What is none of these
 * stays as it is, braces and all. A text that is nothing but one placeholder becomes the value itself,
 * so that an id stays a number; {@code {alice.id!s}} makes it a text.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][\\w.]*)(!s)?\\}");

  private final Map<String, ContractUser> users;
  private final Map<String, Json> tokens;
  private final Set<String> saves;
  private final Map<String, Json> values = new HashMap<>();

  Placeholders(ContractCase recorded, Map<String, ContractUser> users, String nonce) {
    this.users = users;
    this.tokens = recorded.tokens();
    this.saves = recorded.saves();
    values.put("nonce", new Json.Text(nonce));
  }

  void put(String name, Json value) {
    values.put(name, value);
  }

  void remove(String name) {
    values.remove(name);
  }

  /**
   * The text with all its placeholders replaced.
   *
   * @throws UnresolvedException when one has no value
   */
  String text(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                known(match.group(1)) ? value(match.group(1)).asText() : match.group()));
  }

  /**
   * The value with all placeholders in its texts and keys replaced, and {@code {"$repeat": [text,
   * times]}} written out.
   *
   * @throws UnresolvedException when one has no value
   */
  Json resolve(Json value) {
    return switch (value) {
      case Json.Text text -> resolve(text.value());
      case Json.Arr array -> new Json.Arr(array.items().stream().map(this::resolve).toList());
      case Json.Obj object when object.fields().keySet().equals(Set.of("$repeat")) ->
          repeated(object.get("$repeat"));
      case Json.Obj object -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        object.fields().forEach((name, field) -> fields.put(text(name), resolve(field)));
        yield new Json.Obj(fields);
      }
      case Json.Whole _, Json.Fraction _, Json.Bool _, Json.Null _ -> value;
    };
  }

  private Json resolve(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    if (!matcher.matches() || !known(matcher.group(1))) {
      return new Json.Text(text(text));
    }
    Json found = value(matcher.group(1));
    return matcher.group(2) == null ? found : new Json.Text(found.asText());
  }

  private static Json repeated(Json textAndTimes) {
    String text = textAndTimes.asItems().get(0).asText();
    return new Json.Text(text.repeat(Integer.parseInt(textAndTimes.asItems().get(1).asText())));
  }

  private boolean known(String name) {
    String head = name.split("\\.", 2)[0];
    return values.containsKey(name)
        || saves.contains(name)
        || users.containsKey(head)
        || head.equals("token");
  }

  private Json value(String name) {
    Json saved = values.get(name);
    if (saved != null) {
      return saved;
    }
    String[] parts = name.split("\\.", 2);
    if (parts.length < 2) {
      throw new UnresolvedException(name);
    }
    if (parts[0].equals("token")) {
      return new Json.Text(forged(tokens.getOrDefault(parts[1], new Json.Null()).asObject()));
    }
    return Optional.ofNullable(users.get(parts[0]))
        .flatMap(user -> user.field(parts[1]))
        .orElseThrow(() -> new UnresolvedException(name));
  }

  private String forged(Json.Obj spec) {
    String source = value(spec.get("from").asText()).asText();
    try {
      return new ForgedToken(resolve(spec).asObject(), Contract.SIGNING_KEY, Clock.systemUTC())
          .from(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A placeholder for which no earlier answer brought a value. */
  static final class UnresolvedException extends RuntimeException {
    UnresolvedException(String name) {
      super("placeholder {" + name + "} has no value (an earlier step did not bring it)");
    }
  }
}
