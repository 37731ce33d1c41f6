package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a username may hold: what Django's UnicodeUsernameValidator lets through. */
final class NewAccountTest {
  @ParameterizedTest
  @ValueSource(strings = {"ada", "Ada.L-1@x+y_z", "ёж", "李", "x²", "½", "①", "Ⅷ", "𝔞"})
  void isAUsername(String username) {
    assertThat(NewAccount.usernameFaults(username)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a/b", "a\u0301x", "กั", "a‿b", "a＿b", "a\u200cb", "a\u200db", "Ⓐ", "a\n"})
  void isNoUsername(String username) {
    assertThat(NewAccount.usernameFaults(username))
        .containsExactly(
            "Enter a valid username. This value may contain only letters, numbers, and"
                + " @/./+/-/_ characters.");
  }
}
