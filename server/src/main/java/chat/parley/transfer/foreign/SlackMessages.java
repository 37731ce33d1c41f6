package chat.parley.transfer.foreign;

import chat.parley.transfer.Report;
import chat.parley.transfer.Staging;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages of one channel. What Parley has no place for (files, threads) is kept as text, or counted. */
record SlackMessages(String room, Staging staging, Report report, SlackText text, Bots bots) {
  /** The account of a bot. */
  @FunctionalInterface
  interface Bots {
    String key(String id, String name) throws SQLException;
  }

  void take(Fields message) throws SQLException {
    String type = message.text("type").orElse("message");
    Optional<String> ts = message.text("ts");
    if (!type.equals("message") || ts.isEmpty()) {
      report.count("message of type %s, or without a time: left out".formatted(type));
      return;
    }
    message
        .text("subtype")
        .ifPresent(subtype -> report.count("message.subtype %s: kept as text".formatted(subtype)));
    if (message.text("thread_ts").filter(thread -> !thread.equals(ts.get())).isPresent()) {
      report.count("message in a thread: stands in the room's own order");
    }
    Fields edited = message.object("edited");
    staging.add(
        new Staging.Message(
            ts.get(),
            null,
            room,
            sender(message),
            content(message),
            SlackTime.iso(ts.get()),
            edited.text("ts").map(SlackTime::iso).orElse(null),
            true));
    // blocks are the text again, as a tree; the rest is about threads, or the same again.
    message.ignore("blocks", "client_msg_id", "team", "user_team", "source_team", "user_profile");
    message.ignore("parent_user_id", "reply_count", "reply_users", "reply_users_count", "replies");
    message.ignore("latest_reply", "bot_profile", "app_id", "hidden", "upload", "display_as_bot");
    message.ignore("is_locked", "subscribed", "last_read", "permalink");
    message.reportRest(report);
  }

  private String sender(Fields message) throws SQLException {
    Optional<String> user = message.text("user");
    Optional<String> bot = message.text("bot_id");
    Optional<String> name =
        message.text("username").or(() -> message.object("bot_profile").text("name"));
    if (user.isPresent()) {
      return user.get();
    }
    return bots.key(bot.or(() -> name).orElse("slack"), name.or(() -> bot).orElse("slack"));
  }

  /** The text; below it a line for each file; where there is neither, what a preview says. */
  private String content(Fields message) {
    List<String> lines = new ArrayList<>();
    message.text("text").map(text::plain).ifPresent(lines::add);
    for (Fields file : objects("file", message.list("files"))) {
      report.count("message.files: named in the text, not copied");
      lines.add(
          "[file: %s]"
              .formatted(
                  file.text("name")
                      .or(() -> file.text("title"))
                      .or(() -> file.text("id"))
                      .orElse("?")));
    }
    for (Fields attachment : objects("attachment", message.list("attachments"))) {
      Optional<String> said = attachment.text("text").or(() -> attachment.text("fallback"));
      if (lines.isEmpty() && said.isPresent()) {
        lines.add(text.plain(said.get()));
        report.count("message.attachments of a message without text: kept as text");
      } else {
        report.count("message.attachments: left out");
      }
    }
    if (lines.isEmpty()) {
      report.count("message without text: stored empty");
    }
    return String.join("\n", lines);
  }

  @SuppressWarnings("unchecked")
  private static List<Fields> objects(String kind, List<?> list) {
    return list.stream()
        .filter(Map.class::isInstance)
        .map(map -> new Fields(kind, (Map<String, @Nullable Object>) map))
        .toList();
  }
}
