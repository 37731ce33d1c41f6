package chat.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "fd00::/7, fe00::1, false",
    "fd00::/8, fd12:3456::1, true"
  })
  void aBlockHoldsTheAddressesThatBeginSo(String block, String address, boolean held) {
    assertThat(Network.parse("NAME", block).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "::1/129", "localhost", "10.0.0.0/x", "/8", "10.0.0.0/-1"})
  void whatIsNoBlockIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> Network.parse("NAME", text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("NAME is \"" + text + "\": wanted addresses or blocks");
  }
}
