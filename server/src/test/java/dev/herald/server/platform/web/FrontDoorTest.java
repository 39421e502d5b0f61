package dev.herald.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class FrontDoorTest {

  @ParameterizedTest
  @CsvSource({
    "server.forward-headers-strategy, native",
    "server.forward-headers-strategy, framework",
    "server.tomcat.remoteip.remote-ip-header, X-Forwarded-For",
    "server.tomcat.remoteip.internal-proxies, 10\\..*"
  })
  void settingsThatTrustWholeNetworksAreRefusedWithTheOneToMake(String setting, String value) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("given", Map.of(setting, value)));

    assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
        .isThrownBy(() ->
            new FrontDoor(
                new ProxySettings(List.of()),
                listening("127.0.0.1"),
                new PublicUrl(""),
                environment))
        .withMessageContaining(setting)
        .withMessageContaining("herald.proxies=");
  }

  private static ListenAddress listening(String address) {
    ServerProperties server = new ServerProperties();
    server.setAddress(InetAddress.ofLiteral(address));
    return new ListenAddress(server);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://localhost:8480",
    "0.0.0.0, http://localhost:8480",
    "10.0.0.9, http://10.0.0.9:8480",
    "::1, http://[0:0:0:0:0:0:0:1]:8480"
  })
  void thisMachineFindsTheServerWhereItListens(String address, String url) {
    assertThat(listening(address).url("localhost", "8480")).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "herald.example.com",
        "ftp://h.example",
        "https://u@h.example",
        "https://h?a",
        "//h"
      })
  void anAddressThatLinksCannotBeginWithIsRefused(String url) {
    assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
        .isThrownBy(() -> new PublicUrl(url))
        .withMessageContaining("herald.url with value '%s'".formatted(url));
  }

  @Test
  void linksHaveNoSlashTwice() {
    assertThat(new PublicUrl("https://herald.example.com/").configured())
        .hasValue("https://herald.example.com");
  }
}
