package chat.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads gzip, by what stands in {@code Accept-Encoding} (RFC 9110, 12.5.3). */
final class GzipTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "deflate, gzip",
        "GZIP;q=1.0, br",
        "gzip;q=0.5",
        "gzip ; q=0.001",
        "br;q=0, gzip"
      })
  void isAccepted(String header) {
    assertThat(Gzip.isAccepted(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip; q=0", "gzip;q=0.000", "br, gzipped"})
  void isRefused(String header) {
    assertThat(Gzip.isAccepted(header)).isFalse();
  }
}
