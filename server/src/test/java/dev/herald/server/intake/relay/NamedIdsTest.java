package dev.herald.server.intake.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamedIdsTest {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.123Z");

  @Test
  void equal_names_of_one_moment_have_one_id_which_carries_the_moment() {
    UUID id = Ids.named(NOW, "esop k-1 0");

    assertThat(id).isEqualTo(Ids.named(NOW, "esop k-1 0"));
    assertThat(id).isNotEqualTo(Ids.named(NOW, "esop k-1 1"));
    assertThat(id).isNotEqualTo(Ids.named(NOW.plusMillis(1), "esop k-1 0"));
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(Ids.madeAt(id)).isEqualTo(NOW);
  }

  @Test
  void a_request_comes_before_its_messages() {
    for (int i = 0; i < 1_000; i++) {
      UUID request = Ids.namedFirst(NOW, "esop k-" + i);
      UUID message = Ids.named(NOW, "esop k-" + i + " 0");
      assertThat(Ids.madeAt(request)).isEqualTo(NOW);
      assertThat(
              Long.compareUnsigned(
                  request.getMostSignificantBits(), message.getMostSignificantBits()))
          .isNegative();
    }
  }
}
