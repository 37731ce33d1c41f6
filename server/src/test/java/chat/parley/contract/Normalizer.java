package chat.parley.contract;

import chat.parley.contract.Names.Kind;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces what differs from run to run by what a recording holds in its place: ids, timestamps,
 * cursors, tokens, the nonce, and the host.
 *
 * @param nonce the part of all user names that is new in each run
 * @param host the {@code Host} that the request named, which absolute links should have
 */
record Normalizer(Names names, String nonce, String host) {
  private static final String PARSE_ERROR = "JSON parse error - ";
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?Z");
  private static final Pattern CURSOR = Pattern.compile("([?&]cursor=)[^&]+");
  private static final Pattern ROOM = Pattern.compile("(/rooms/)(\\d+)(?=/|$)");
  private static final Pattern MESSAGE = Pattern.compile("(/messages/)(\\d+)(?=/|$)");
  private static final Pattern LINK = Pattern.compile("(https?:/)?/.*", Pattern.DOTALL);

  Json normal(Json value) {
    return switch (value) {
      case Json.Obj object -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        object.fields().forEach((name, field) -> fields.put(name, field(object, name, field)));
        yield new Json.Obj(fields);
      }
      case Json.Arr array -> new Json.Arr(array.items().stream().map(this::normal).toList());
      case Json.Text text -> new Json.Text(text(text.value()));
      case Json.Whole _, Json.Fraction _, Json.Bool _, Json.Null _ -> value;
    };
  }

  /** The link with {@code <base>} for scheme and host; any other text stays as it is. */
  String link(String link) {
    String base = "http://" + host;
    String local = link.startsWith(base + "/") ? "<base>" + link.substring(base.length()) : link;
    if (local.equals(link) && !LINK.matcher(link).matches()) {
      return link;
    }
    local = CURSOR.matcher(local).replaceAll("$1<cursor>");
    local = named(local, ROOM, Kind.ROOM);
    return named(local, MESSAGE, Kind.MESSAGE);
  }

  private Json field(Json.Obj object, String name, Json value) {
    return switch (name) {
      case "id" -> id(object, value);
      case "chat_room" -> names.of(Kind.ROOM, value);
      case "sender" -> names.of(Kind.USER, value);
      case "participants" -> participants(value);
      case "timestamp" -> timestamp(object, value);
      default -> normal(value);
    };
  }

  private Json id(Json.Obj object, Json value) {
    if (object.has("content")) {
      return names.of(Kind.MESSAGE, value);
    } else if (object.has("participants")) {
      return names.of(Kind.ROOM, value);
    } else if (object.has("username")) {
      return names.of(Kind.USER, value);
    }
    return normal(value);
  }

  private Json participants(Json value) {
    return value instanceof Json.Arr(var items)
        ? new Json.Arr(
            items.stream()
                .map(item -> item instanceof Json.Whole ? names.of(Kind.USER, item) : normal(item))
                .toList())
        : normal(value);
  }

  private Json timestamp(Json.Obj message, Json value) {
    if (!(value instanceof Json.Text(var text)) || !TIMESTAMP.matcher(text).matches()) {
      return normal(value);
    }
    return new Json.Text(
        names.hasItsFirstTimestamp(message.get("id"), value)
            ? "<timestamp>"
            : "<timestamp changed>");
  }

  private String text(String text) {
    if (text.startsWith(PARSE_ERROR)) {
      return PARSE_ERROR + "...";
    }
    return SeenToken.of(text)
        .map(token -> token.described(names))
        .orElseGet(() -> link(text).replace(nonce, "<nonce>"));
  }

  private String named(String link, Pattern pattern, Kind kind) {
    return pattern
        .matcher(link)
        .replaceAll(match -> match.group(1) + names.of(kind, new BigInteger(match.group(2))));
  }
}
