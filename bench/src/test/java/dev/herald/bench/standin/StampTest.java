package dev.herald.bench.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampTest {
  private static long in(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Stamp.in(bytes, bytes.length);
  }

  @Test
  void aStampIsFoundWithinAMessage() {
    assertThat(in("{\"text\":\"验证码 123456。" + Stamp.of(1_795_305_600_123_456L) + "\"}"))
        .isEqualTo(1_795_305_600_123_456L);
  }

  @Test
  void whatHasNoneHasNone() {
    assertThat(in("{\"text\":\"[t\"}")).isZero();
  }

  @Test
  void aCallWithSeveralMessagesHasTheStampOfEach() {
    byte[] bytes = (Stamp.of(17) + " and " + Stamp.of(18) + "[t").getBytes(StandardCharsets.UTF_8);
    List<Long> stamps = new ArrayList<>();

    Stamp.each(bytes, bytes.length, stamps::add);

    assertThat(stamps).containsExactly(17L, 18L);
  }
}
