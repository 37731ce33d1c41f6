package chat.parley.transfer.foreign;

import chat.parley.transfer.Progress;
import chat.parley.transfer.Report;
import chat.parley.transfer.Staging;
import chat.parley.transfer.TransferException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A chat database in the schema of EduLite (github.com/ibrahim-sisar/EduLite, {@code backend/EduLite/chat/models.py}):
 * Django's users, {@code ChatRoom} with its participants, {@code Message}. Ids are kept, so that tokens
 * and links stay good.
 */
final class EduLite {
  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

  private static final String NO_PASSWORD = "!";

  private final Predicate<String> hashes;
  private final Staging staging;
  private final Report report;
  private final Progress progress;

  EduLite(Predicate<String> hashes, Staging staging, Report report, Progress progress) {
    this.hashes = hashes;
    this.staging = staging;
    this.report = report;
    this.progress = progress;
  }

  void read(DjangoRecords records) throws IOException, SQLException {
    long count = 0;
    for (var entry = records.next(); entry != null; entry = records.next()) {
      take(entry);
      progress.done("records", ++count);
    }
  }

  private void take(DjangoRecords.Entry entry) throws SQLException {
    Fields fields = new Fields(entry.model(), entry.values());
    if (entry.model().endsWith(".user")) {
      user(entry.key(), fields);
    } else {
      switch (entry.model()) {
        case "chat.chatroom" -> room(entry.key(), fields);
        case "chat.chatroom_participants" -> participant(fields);
        case "chat.message" -> message(entry.key(), fields);
        default -> {
          report.count(entry.model() + ": records left out");
          return;
        }
      }
    }
    fields.reportRest(report);
  }

  private void user(String key, Fields fields) throws SQLException {
    boolean active = fields.flag("is_active") || !fields.has("is_active");
    String password = fields.text("password").orElse(NO_PASSWORD);
    if (!active) {
      report.count(fields.kind() + " who is not active: stored without a password");
    } else if (!hashes.test(password)) {
      report.count(fields.kind() + ".password that Parley cannot check: left out");
      active = false;
    }
    staging.add(
        new Staging.Person(
            key,
            id(key, fields),
            fields.text("username").orElseGet(() -> "user-" + key),
            fields.text("email").orElse(""),
            active ? password : NO_PASSWORD,
            fields.time("date_joined", report).orElse(null)));
  }

  private void room(String key, Fields fields) throws SQLException {
    staging.add(
        new Staging.Room(
            key,
            id(key, fields),
            fields.text("name").orElseGet(() -> "Chat " + key),
            fields.time("created_at", report).orElse(null)));
    for (Object participant : fields.list("participants")) {
      staging.addParticipant(key, reference(fields, Optional.of(String.valueOf(participant))));
    }
  }

  private void participant(Fields fields) throws SQLException {
    staging.addParticipant(
        reference(fields, fields.reference("chatroom")),
        reference(fields, fields.reference("user")));
  }

  private void message(String key, Fields fields) throws SQLException {
    staging.add(
        new Staging.Message(
            key,
            id(key, fields),
            reference(fields, fields.reference("chat_room")),
            reference(fields, fields.reference("sender")),
            fields.text("content").orElse(""),
            fields.time("created_at", report).orElseGet(() -> now(fields)),
            null,
            fields.flag("is_read")));
  }

  private String now(Fields fields) {
    report.count(fields.kind() + " without a time: given that of the import");
    return Instant.now().toString();
  }

  private static long id(String key, Fields fields) {
    if (!ID.matcher(key).matches()) {
      throw new TransferException(
          "a %s has the key \"%s\": whole numbers are wanted (dumpdata without --natural-primary)"
              .formatted(fields.kind(), key));
    }
    return Long.parseLong(key);
  }

  private static String reference(Fields fields, Optional<String> key) {
    return key.filter(text -> ID.matcher(text).matches())
        .orElseThrow(() ->
            new TransferException(
                "a %s refers to \"%s\": whole numbers are wanted (dumpdata without --natural-foreign)"
                    .formatted(fields.kind(), key.orElse(""))));
  }
}
