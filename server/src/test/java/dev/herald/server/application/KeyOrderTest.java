package dev.herald.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOrderTest {

  @Test
  void orders_are_words() {
    assertThat(KeyOrder.parse("rotate\n")).isEqualTo(new KeyOrder.Rotate(Duration.ZERO));
    assertThat(KeyOrder.parse("rotate 1h30m"))
        .isEqualTo(new KeyOrder.Rotate(Duration.ofMinutes(90)));
    assertThat(KeyOrder.parse("revoke")).isEqualTo(new KeyOrder.Revoke());
    assertThat(KeyOrder.parse("show")).isEqualTo(new KeyOrder.Show());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rotate 1x", "rotate 31d", "rotate 1h 1h", "revoke now", "issue"})
  void what_is_no_order_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyOrder.parse(text));
  }
}
