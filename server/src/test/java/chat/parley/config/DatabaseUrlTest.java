package chat.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static final String SETTING = "PARLEY_DATABASE_URL";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://u:secret@h:5432/db            | postgresql://u:***@h:5432/db",
        "postgres://u:secret@h/db?sslmode=require   | postgres://u:***@h/db?sslmode=require",
        "postgresql://u:s%40cr%2Fet@h/db            | postgresql://u:***@h/db",
        "postgresql://h/db?user=u&password=secret&a=b | postgresql://h/db?user=u&password=***&a=b",
        "postgresql://u@h/db                        | postgresql://u@h/db",
        "postgresql://h:5432/db                     | postgresql://h:5432/db",
        "postgresql:///db?host=%2Frun               | postgresql:///db?host=%2Frun"
      })
  void anAddressPrintsWithoutItsPassword(String given, String printed) {
    assertThat(DatabaseUrl.parse(SETTING, given)).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://u:secret@h/db",
        "jdbc:postgresql://h/db?user=u&password=secret",
        "mysql://u:secret@h/db",
        "u:secret@h/db",
        "host=h user=u password=secret",
        "postgresql://u:sec ret@h/db",
        "postgresql://u:secret@secret@h/db#^",
        "postgresql://u:100%secret@h/db",
        "postgresql://u:secret@h",
        "postgresql://u:secret@h/"
      })
  void whatIsNoAddressIsRefusedWithoutItsPassword(String given) {
    assertThatThrownBy(() -> DatabaseUrl.parse(SETTING, given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("PARLEY_DATABASE_URL is \"")
        .hasMessageContaining("***")
        .hasMessageContaining(
            "\": wanted postgresql://user:password@host:port/database?sslmode=...")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aModeOfEncryptionThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> DatabaseUrl.parse(SETTING, "postgresql://u:secret@h/db?sslmode=on"))
        .hasMessage(
            "PARLEY_DATABASE_URL is \"postgresql://u:***@h/db?sslmode=on\": wanted sslmode disable,"
                + " allow, prefer, require, verify-ca or verify-full");
  }

  @Test
  void aParameterIsFoundByItsName() {
    DatabaseUrl url = DatabaseUrl.parse(SETTING, "postgresql://h/db?a=1&sslrootcert=%2Fb%20c");
    assertThat(url.parameter("sslrootcert")).hasValue("/b c");
    assertThat(url.parameter("b")).isEmpty();
    assertThat(DatabaseUrl.parse(SETTING, "postgresql://h/db").parameter("a")).isEmpty();
  }

  @Test
  void aSecretPrintsAsStars() {
    assertThat(new Secret("secret")).hasToString("***");
  }
}
