package dev.herald.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @CsvSource({
    "https://h.example, https://h.example",
    "https://h.example/, https://h.example/",
    "https://h.example:8443/hook, https://h.example:8443/***",
    "https://h.example?key=SECRET, https://h.example/***",
    "https://h.example/?key=SECRET, https://h.example/***",
    "https://h.example#SECRET, https://h.example/***",
    "https://user:SECRET@h.example/a, https://h.example/***",
    "https://user:SEC@RET@h.example?a=b@c, https://h.example/***",
    "https://[2001:db8::1]:8443?key=SECRET, https://[2001:db8::1]:8443/***",
    "mailto:SECRET@h.example, ***",
  })
  void of_a_url_only_scheme_host_and_port_are_shown(String url, String shown) {
    assertThat(new Destination(Destination.Kind.URL, url).masked()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h.example\\SECRET", "https://h.example?SECRET", "SECRET"})
  void its_text_form_shows_no_secret_of_a_url(String url) {
    assertThat(new Destination(Destination.Kind.URL, url).toString()).doesNotContain("SECRET");
  }

  @Test
  void other_addresses_show_their_ends() {
    assertThat(new Destination(Destination.Kind.DEVICE, "设备😀").masked()).isEqualTo("设***😀");
    assertThat(new Destination(Destination.Kind.EMAIL, "zhangsan@example.com").masked())
        .isEqualTo("zh***an@example.com");
    assertThat(new Destination(Destination.Kind.PHONE, "+8613800138000").masked())
        .isEqualTo("+86***000");
  }
}
