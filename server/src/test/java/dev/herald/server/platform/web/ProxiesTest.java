package dev.herald.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ProxiesTest {
  private static final Proxies TWO =
      Proxies.of(List.of("10.0.0.5", "10.0.1.0/29", "2001:db8::/64"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.5 | 203.0.113.7                        | 203.0.113.7",
        "10.0.0.5 | 6.6.6.6, 203.0.113.7               | 203.0.113.7",
        "10.0.0.5 | 6.6.6.6, 203.0.113.7, 10.0.1.3     | 203.0.113.7",
        "10.0.0.5 | 203.0.113.7:51000                  | 203.0.113.7",
        "10.0.0.5 | [2001:db9::7]:51000                | 2001:db9:0:0:0:0:0:7",
        "10.0.0.5 | 10.0.1.3                           | 10.0.1.3",
        "10.0.0.5 | 203.0.113.7, unknown               | 10.0.0.5",
        "10.0.0.5 | 203.0.113.7, attacker.example      | 10.0.0.5",
        "10.0.0.5 | ''                                 | 10.0.0.5",
        "2001:db8:0:0:0:0:0:5 | 203.0.113.7            | 203.0.113.7",
        "10.0.0.6 | 203.0.113.7                        | 10.0.0.6",
        "10.0.1.9 | 203.0.113.7                        | 10.0.1.9",
        "203.0.113.9 | 10.0.0.5                        | 203.0.113.9",
        "127.0.0.1 | 203.0.113.7                       | 127.0.0.1",
      })
  void aCallerIsTheLastThatANamedProxySaw(String peer, String forwarded, String caller) {
    assertThat(TWO.caller(peer, List.of(forwarded))).isEqualTo(caller);
  }

  @Test
  void headersThatWereAddedOneByOneReadAsOne() {
    assertThat(TWO.caller("10.0.0.5", List.of("6.6.6.6", "203.0.113.7", "10.0.1.3")))
        .isEqualTo("203.0.113.7");
  }

  @Test
  void nobodyIsBelievedUnlessSomebodyIsNamed() {
    assertThat(Proxies.of(List.of()).caller("127.0.0.1", List.of("6.6.6.6")))
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "", "*"})
  void whatIsNoAddressIsNamed(String wrong) {
    assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
        .isThrownBy(() -> Proxies.of(List.of(wrong)))
        .withMessageContaining("herald.proxies with value '%s'".formatted(wrong));
  }
}
