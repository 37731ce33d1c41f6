package chat.parley.messages;

import chat.parley.http.Fields;
import chat.parley.http.TextField;
import chat.parley.problem.ProblemException;
import chat.parley.rooms.RoomId;
import chat.parley.users.UserId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param content 1..10,000 characters, trimmed
 * @param key the sender's idempotency key, 1..64 visible characters: sent again, it stores nothing
 */
public record NewMessage(RoomId room, UserId sender, String content, Optional<String> key) {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

  static final TextField CONTENT = TextField.required("content", 10_000);

  /**
   * Reads a message from the fields of a body or a frame.
   *
   * @throws ProblemException of {@code Invalid}
   */
  public static NewMessage of(RoomId room, UserId sender, Fields fields, @Nullable String key) {
    String content = fields.text(CONTENT);
    if (key != null && !KEY.matcher(key).matches()) {
      fields.refuse("key", "Ensure this key has 1 to 64 visible ASCII characters.");
    }
    fields.check();
    return new NewMessage(room, sender, Objects.requireNonNull(content), Optional.ofNullable(key));
  }
}
