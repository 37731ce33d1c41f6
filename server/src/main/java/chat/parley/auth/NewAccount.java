package chat.parley.auth;

import chat.parley.http.TextField;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a new account. */
public final class NewAccount {
  static final TextField USERNAME =
      TextField.required("username", 150).withFirst(NewAccount::usernameFault);
  static final TextField EMAIL =
      TextField.required("email", 254)
          .optional()
          .blankAllowed()
          .sayingOfWrongType(EmailAddress.FAULT)
          .withLast(EmailAddress::fault);
  static final TextField PASSWORD = TextField.required("password", 128);

  /** As in Django's UnicodeUsernameValidator: Python's {@code \w} is letters, numbers of any kind, and the underscore. */
  private static final String ALLOWED = "\\p{L}\\p{N}_.@+-";

  private static final Pattern WORD = Pattern.compile("[" + ALLOWED + "]+");
  private static final Pattern FORBIDDEN = Pattern.compile("[^" + ALLOWED + "]+");

  private NewAccount() {}

  /** All that is wrong with a trimmed username; empty for a good one. */
  public static List<String> usernameFaults(String username) {
    return USERNAME.faults(username);
  }

  /** A text of which nothing is left that a username may not hold; hyphens stand in its place. */
  static String withoutForbidden(String text) {
    return FORBIDDEN.matcher(text).replaceAll("-");
  }

  private static Optional<String> usernameFault(String username) {
    return WORD.matcher(username).matches()
        ? Optional.empty()
        : Optional.of(
            "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_"
                + " characters.");
  }
}
