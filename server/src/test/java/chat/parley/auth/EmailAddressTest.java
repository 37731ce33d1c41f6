package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of Django's own tests of its EmailValidator (tests/validators/tests.py). */
class EmailAddressTest {
  private static final String LABEL = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email@here.com",
        "weirder-email@here.and.there.com",
        "email@[127.0.0.1]",
        "email@[2001:dB8::1]",
        "email@[2001:dB8:0:0:0:0:0:1]",
        "email@[::fffF:127.0.0.1]",
        "example@valid-----hyphens.com",
        "example@valid-with-hyphens.com",
        "test@domain.with.idn.tld.उदाहरण.परीक्षा",
        "email@localhost",
        "\"test@test\"@example.com",
        "\"\\\u0011\"@here.com"
      })
  void theseAreAddresses(String text) {
    assertThat(EmailAddress.fault(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "abc@",
        "abc@bar",
        "abc@LOCALHOST",
        "a @x.cz",
        "abc@.com",
        "something@@somewhere.com",
        "email@127.0.0.1",
        "email@[127.0.0.256]",
        "email@[2001:db8::12345]",
        "email@[2001:db8:0:0:0:0:1]",
        "email@[::ffff:127.0.0.256]",
        "email@[2001:dg8::1]",
        "email@[2001:dG8:0:0:0:0:0:1]",
        "email@[::fTzF:127.0.0.1]",
        "example@invalid-.com",
        "example@-invalid.com",
        "example@invalid.com-",
        "example@inv-.alid-.com",
        "example@inv-.-alid.com",
        "test@example.com\n\n<script src=\"x.js\">",
        "\"\\\n\"@here.com",
        "trailingdot@shouldfail.com.",
        "a@b.com\n",
        "a\n@b.com",
        "\"test@test\"\n@example.com",
        "a@[127.0.0.1]\n"
      })
  void theseAreNone(String text) {
    assertThat(EmailAddress.fault(text)).hasValue("Enter a valid email address.");
  }

  @Test
  void aLabelHas63CharactersAtMost() {
    assertThat(EmailAddress.fault("a@%s.us".formatted(LABEL))).isEmpty();
    assertThat(EmailAddress.fault("a@%sa.us".formatted(LABEL))).isPresent();
    assertThat(EmailAddress.fault("a@%s.%s".formatted("a".repeat(10), LABEL))).isEmpty();
    assertThat(EmailAddress.fault("a@%s.%sa".formatted("a".repeat(10), LABEL))).isPresent();
  }

  @Test
  void anAddressHas320CharactersAtMost() {
    String domain = "@example.com";
    assertThat(EmailAddress.fault("x".repeat(320 - domain.length()) + domain)).isEmpty();
    assertThat(EmailAddress.fault("x".repeat(321 - domain.length()) + domain)).isPresent();
  }

  @Test
  void aTextOfAMegabyteIsRefusedAtOnce() {
    assertThat(EmailAddress.fault("\"" + "\\a".repeat(500_000) + "\"@here.com")).isPresent();
    assertThat(EmailAddress.fault("a@" + "a.".repeat(500_000))).isPresent();
  }
}
