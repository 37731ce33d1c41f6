package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  @Test
  void theLastOfSeveralValuesCounts() {
    Query query = Query.parse("a=1&b=2&a=3");
    assertThat(query.last("a")).hasValue("3");
    assertThat(query.last("b")).hasValue("2");
    assertThat(query.last("c")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=b%20c+d | 'b c d'",
        "a=%C3%A9  | é",
        "a=%2B     | +",
        "a=%zz     | %zz",
        "a=%       | %",
        "a=b=c     | b=c",
        "a=        | ''",
        "a         | ''",
        "%61=1     | 1",
        "&&a=1&    | 1"
      })
  void aValueIsDecodedIfItCanBe(String text, String value) {
    assertThat(Query.parse(text).last("a")).hasValue(value);
  }

  @Test
  void asItWasAskedWithOnlyWhatNoAddressHoldsIsEncoded() {
    assertThat(Query.quoted("a=b&c&d=e%2Ff%20g&*=~")).isEqualTo("?a=b&c&d=e%2Ff%20g&*=~");
    assertThat(Query.quoted("a=<é\">")).isEqualTo("?a=%3C%C3%A9%22%3E");
    assertThat(Query.quoted("")).isEmpty();
    assertThat(Query.quoted(null)).isEmpty();
  }

  @Test
  void itIsWrittenSortedByNameWithEveryValue() {
    assertThat(Query.parse("b=2&a=3&b=1")).hasToString("?a=3&b=2&b=1");
    assertThat(Query.parse(null)).hasToString("");
    assertThat(Query.parse("")).hasToString("");
  }

  @Test
  void itIsWrittenAsPythonsUrlencodeWritesIt() {
    assertThat(Query.parse("a=%20%2B%26%3D%2F%3F%2A~-_.%C3%A9"))
        .hasToString("?a=+%2B%26%3D%2F%3F%2A~-_.%C3%A9");
  }

  @Test
  void whatIsReplacedStandsOnce() {
    Query query = Query.parse("limit=1&limit=2&q=x");
    assertThat(query.with("limit", 5)).hasToString("?limit=5&q=x");
    assertThat(query.without("limit")).hasToString("?q=x");
    assertThat(query.without("q").without("limit")).hasToString("");
    assertThat(query).hasToString("?limit=1&limit=2&q=x");
  }
}
