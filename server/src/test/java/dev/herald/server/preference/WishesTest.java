package dev.herald.server.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static Preference said(@Nullable String topic, @Nullable String channel, boolean wanted) {
    return new Preference(topic, channel, wanted, Preference.PERSON, Instant.EPOCH);
  }

  @Test
  void whoSaidNothingWantsEverything() {
    assertThat(new Wishes(List.of()).want("news", "email")).isTrue();
  }

  @Test
  void aTopicOnAChannelIsThatAlone() {
    Wishes wishes = new Wishes(List.of(said("news", "email", false)));

    assertThat(wishes.want("news", "email")).isFalse();
    assertThat(wishes.want("news", "sms")).isTrue();
    assertThat(wishes.want("grants", "email")).isTrue();
  }

  @Test
  void theMoreExactWordDecides() {
    Wishes wishes =
        new Wishes(
            List.of(
                said(null, null, false),
                said(null, "email", true),
                said("news", null, false),
                said("news", "email", true)));

    assertThat(wishes.want("grants", "sms")).isFalse();
    assertThat(wishes.want("grants", "email")).isTrue();
    assertThat(wishes.want("news", "sms")).isFalse();
    assertThat(wishes.want("news", "email")).isTrue();
  }
}
