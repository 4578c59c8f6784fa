package io.lyceum.platform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.platform.settings.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(
          Stream.of("10.0.0.0/8", "192.0.2.1", "fd00::/8")
              .map(text -> Network.parse(text).orElseThrow())
              .toList());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Nobody of ours speaks: whatever it claims, it is itself.
        "198.51.100.1 | 203.0.113.5            | 198.51.100.1",
        "10.1.2.3     | 203.0.113.5            | 203.0.113.5",
        // What the client itself claims stands to the left of what our proxy wrote.
        "10.1.2.3     | 1.1.1.1, 203.0.113.5   | 203.0.113.5",
        "10.1.2.3     | 203.0.113.5, 192.0.2.1 | 203.0.113.5",
        "10.1.2.3     | 10.9.9.9, 10.8.8.8     | 10.9.9.9",
        "10.1.2.3     | 203.0.113.5:4711       | 203.0.113.5",
        "10.1.2.3     | [2001:db8::7]:80       | 2001:db8:0:0:0:0:0:7",
        "fd12::1      | 2001:db8::7            | 2001:db8:0:0:0:0:0:7",
        "10.1.2.3     | evil, 10.8.8.8         | 10.8.8.8",
        "10.1.2.3     | unknown                | 10.1.2.3",
        "10.1.2.3     | ''                     | 10.1.2.3",
        "192.0.2.2    | 203.0.113.5            | 192.0.2.2"
      })
  void the_client_is_the_right_most_address_that_is_no_proxy(
      String peer, String forwarded, String client) {
    assertThat(PROXIES.client(InetAddress.ofLiteral(peer), List.of(forwarded)))
        .isEqualTo(InetAddress.ofLiteral(client));
  }

  @Test
  void several_headers_are_one_list() {
    assertThat(PROXIES.client(InetAddress.ofLiteral("10.1.2.3"), List.of("1.1.1.1", "203.0.113.5")))
        .isEqualTo(InetAddress.ofLiteral("203.0.113.5"));
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "example.com", "''", "fd00::/129", "/8"})
  void what_is_no_network_is_none(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}
