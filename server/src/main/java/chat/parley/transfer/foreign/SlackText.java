package chat.parley.transfer.foreign;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's message text as plain text: mentions by name, links by their address (Slack documentation,
 * "Formatting text for app surfaces").
 *
 * @param names usernames by Slack's ids
 */
record SlackText(Map<String, String> names) {
  private static final Pattern BRACKETS = Pattern.compile("<([^<>]*)>");

  String plain(String text) {
    return BRACKETS
        .matcher(text)
        .replaceAll(bracket -> Matcher.quoteReplacement(plain(bracket)))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private String plain(MatchResult bracket) {
    String[] parts = bracket.group(1).split("\\|", 2);
    String target = parts[0];
    String label = parts.length > 1 ? parts[1] : "";
    if (target.isEmpty()) {
      return bracket.group();
    }
    String rest = target.substring(1);
    return switch (target.charAt(0)) {
      case '@' -> "@" + names.getOrDefault(rest, label.isEmpty() ? rest : label);
      case '#' -> "#" + (label.isEmpty() ? rest : label);
      case '!' -> special(rest, label);
      default -> link(target, label);
    };
  }

  /** {@code here}, {@code subteam^S1}, {@code date^1392734382^...}: what is behind the bar says it. */
  private static String special(String target, String label) {
    String word = label.isEmpty() ? target.replaceFirst("\\^.*", "") : label;
    boolean isDate = target.startsWith("date^");
    return isDate || word.startsWith("@") ? word : "@" + word;
  }

  private static String link(String target, String label) {
    String address = target.startsWith("mailto:") ? target.substring("mailto:".length()) : target;
    boolean says = !label.isEmpty() && !label.equals(address) && !target.endsWith("//" + label);
    return says ? "%s (%s)".formatted(label, address) : address;
  }
}
