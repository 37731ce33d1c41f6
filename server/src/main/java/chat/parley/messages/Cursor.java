package chat.parley.messages;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a room's history, and which way to read from it. Opaque to clients.
 *
 * @param direction whether to read towards older or newer messages
 * @param position a message id, itself excluded
 */
record Cursor(Direction direction, long position) {

  enum Direction {
    OLDER,
    NEWER
  }

  /** Where history begins to be read: at the newest message. */
  static final Cursor NEWEST = new Cursor(Direction.OLDER, Long.MAX_VALUE);

  private static final Pattern FORMAT = Pattern.compile("([on])(\\d{1,18})");

  static Cursor olderThan(long position) {
    return new Cursor(Direction.OLDER, position);
  }

  static Cursor newerThan(long position) {
    return new Cursor(Direction.NEWER, position);
  }

  /** Reads what {@link #text} wrote; empty for anything else. */
  static Optional<Cursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
      Matcher matcher = FORMAT.matcher(plain);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      long position = Long.parseLong(matcher.group(2));
      return Optional.of(matcher.group(1).equals("o") ? olderThan(position) : newerThan(position));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String text() {
    String plain =
        switch (direction) {
              case OLDER -> "o";
              case NEWER -> "n";
            }
            + position;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.ISO_8859_1));
  }
}
