package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final String SHORT =
      "This password is too short. It must contain at least 8 characters.";
  private static final String COMMON = "This password is too common.";
  private static final String NUMERIC = "This password is entirely numeric.";

  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vexing#Quartz-7719",
        "correct horse battery staple",
        "kettle-orbit-9",
        "пароль-и-ключ-42",
        "四つの海を渡る青い鳥",
        "😀🚲🌵🎻🧭🪁🥁🦉"
      })
  void aGoodPasswordHasNoFault(String password) {
    assertThat(rules.faults(password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password",
        "P@ssw0rd",
        "qwertyuiop",
        "iloveyou",
        "trustno1",
        "aaaaaaaa"
      })
  void whatEverybodyTriesFirstIsTooCommon(String password) {
    assertThat(rules.faults(password)).containsExactly(COMMON);
  }

  @Test
  void aPasswordHasEightCharactersHoweverManyUnitsTheyTake() {
    assertThat(rules.faults("kX9#vQ2")).containsExactly(SHORT);
    assertThat(rules.faults("kX9#vQ2!")).isEmpty();
    assertThat(rules.faults("😀🚲🌵🎻🧭🪁🥁")).contains(SHORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aB", "zQ7#", "Ab1!", "🦉"})
  void whatIsShortIsNotCommonForThat(String password) {
    assertThat(rules.faults(password)).containsExactly(SHORT);
  }

  @Test
  void digitsAloneAreCommonWhereManyHaveThem() {
    assertThat(rules.faults("12345678")).containsExactly(COMMON, NUMERIC);
    assertThat(rules.faults("8888888888888")).containsExactly(NUMERIC);
    assertThat(rules.faults("1".repeat(30) + "7")).containsExactly(NUMERIC);
  }

  @Test
  void digitsAloneAreNoPassword() {
    assertThat(rules.faults("8401962753")).containsExactly(NUMERIC);
    assertThat(rules.faults("٨٤٠١٩٦٢٧٥٣")).containsExactly(NUMERIC);
  }

  @Test
  void allFaultsAreToldAtOnceInDjangosOrder() {
    assertThat(rules.faults("1234")).containsExactly(SHORT, COMMON, NUMERIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4@8({[<36&9#!1/|0$5+7%24@8({[<36&9#!1/|0$5",
        "0123456789@{[<$pqr0123456789@{[<$pqr0123",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abababababababababababababababababababababababababab",
        "1999-12-31-1999-12-31-1999-12-31-1999-12-31-1999",
        "qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjklzxcvbnm",
        "p4ssw0rdp4ssw0rdp4ssw0rdp4ssw0rdp4ssw0rdp4ssw0rdp4ssw0rd"
      })
  @Timeout(60)
  void noPasswordTakesForEverToJudge(String password) {
    assertThat(rules.faults(password.repeat(1_000))).doesNotContain(SHORT);
  }

  @Test
  void halfACharacterAtTheEndOfWhatIsLookedAtDoesNoHarm() {
    assertThat(rules.faults("k".repeat(3) + "X9#vQ2!" + "x".repeat(29) + "😀".repeat(40)))
        .isEmpty();
  }
}
