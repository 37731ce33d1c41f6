package chat.parley.transfer.foreign;

import chat.parley.transfer.Progress;
import chat.parley.transfer.Report;
import chat.parley.transfer.Staging;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Slack export (Slack help, "How to read Slack data exports"): people, channels of all four kinds, and
 * their messages, a file a day. Nobody has a password afterwards.
 */
final class Slack {
  private static final String NO_PASSWORD = "!";
  private static final String USERS = "users.json";

  /** The lists of channels, and whether their folders are named by the channel's id. */
  private static final Map<String, Boolean> CHANNELS =
      Map.of("channels.json", false, "groups.json", false, "mpims.json", false, "dms.json", true);

  private final SlackFiles files;
  private final Staging staging;
  private final Report report;
  private final Progress progress;

  /** Of everybody: a workspace's people fit into memory. */
  private final Map<String, String> names = new HashMap<>();

  private final Set<String> bots = new HashSet<>();
  private long messages;

  Slack(SlackFiles files, Staging staging, Report report, Progress progress) {
    this.files = files;
    this.staging = staging;
    this.report = report;
    this.progress = progress;
  }

  void read() throws IOException, SQLException {
    try (JsonRecords users = files.open(USERS).orElseThrow()) {
      for (var user = users.next(); user != null; user = users.next()) {
        user(new Fields("user", user));
      }
    }
    for (String list : List.of("channels.json", "groups.json", "mpims.json", "dms.json")) {
      Optional<JsonRecords> channels = files.open(list);
      if (channels.isPresent()) {
        try (JsonRecords records = channels.get()) {
          for (var channel = records.next(); channel != null; channel = records.next()) {
            channel(new Fields("channel", channel), CHANNELS.getOrDefault(list, false));
          }
        }
      }
    }
    for (String file : files.top()) {
      if (!file.equals(USERS) && !CHANNELS.containsKey(file)) {
        report.count("file %s: left out".formatted(file));
      }
    }
  }

  private void user(Fields user) throws SQLException {
    String key = user.text("id").orElse("");
    Fields profile = user.object("profile");
    String name =
        user.text("name")
            .or(() -> profile.text("display_name"))
            .map(Slack::username)
            .orElseGet(() -> "slack-" + key.toLowerCase(java.util.Locale.ROOT));
    names.put(key, name);
    staging.add(
        new Staging.Person(key, null, name, profile.text("email").orElse(""), NO_PASSWORD, null));
    user.ignore("profile", "updated", "team_id");
    if (user.flag("deleted")) {
      report.count("user.deleted: stored all the same, as the sender of messages");
    }
    user.reportRest(report);
    profile.reportRest(report);
  }

  private void channel(Fields channel, boolean direct) throws IOException, SQLException {
    String key = channel.text("id").orElse("");
    List<String> members = channel.list("members").stream().map(String::valueOf).toList();
    String folder = direct ? key : channel.text("name").orElse(key);
    staging.add(
        new Staging.Room(
            key,
            null,
            direct ? members.stream().map(this::name).collect(Collectors.joining(", ")) : folder,
            channel.text("created").map(SlackTime::iso).orElse(null)));
    for (String member : members) {
      staging.addParticipant(key, member);
    }
    channel.ignore("name", "is_mpim", "is_im", "is_group", "is_channel");
    channel.reportRest(report);
    SlackMessages of = new SlackMessages(key, staging, report, new SlackText(names), this::bot);
    for (String day : files.in(folder)) {
      try (JsonRecords records = files.open(day).orElseThrow()) {
        for (var message = records.next(); message != null; message = records.next()) {
          of.take(new Fields("message", message));
          progress.done("messages", ++messages);
        }
      }
    }
  }

  /** An account for a bot, which has a name in its messages only. */
  private String bot(String id, String name) throws SQLException {
    String key = "bot-" + id;
    if (bots.add(key)) {
      staging.add(new Staging.Person(key, null, username(name), "", NO_PASSWORD, null));
    }
    return key;
  }

  private String name(String key) {
    return names.getOrDefault(key, key);
  }

  /** What may be in a username here; the rest becomes an underscore. */
  private static String username(String name) {
    String allowed = name.strip().replaceAll("[^\\p{L}\\p{N}_.@+-]", "_");
    return allowed.substring(0, Math.min(allowed.length(), 100));
  }
}
