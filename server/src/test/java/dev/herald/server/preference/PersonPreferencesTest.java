package dev.herald.server.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonPreferencesTest {
  private static Preference said(@Nullable String topic, @Nullable String channel, boolean wanted) {
    return new Preference(topic, channel, wanted, Preference.PERSON, Instant.EPOCH);
  }

  @Test
  void whoSaidNothingWantsEverything() {
    assertThat(new PersonPreferences(List.of()).want("news", "email")).isTrue();
  }

  @Test
  void aTopicOnAChannelIsThatAlone() {
    PersonPreferences preferences = new PersonPreferences(List.of(said("news", "email", false)));

    assertThat(preferences.want("news", "email")).isFalse();
    assertThat(preferences.want("news", "sms")).isTrue();
    assertThat(preferences.want("grants", "email")).isTrue();
  }

  @Test
  void theMoreExactWordDecides() {
    PersonPreferences preferences =
        new PersonPreferences(
            List.of(
                said(null, null, false),
                said(null, "email", true),
                said("news", null, false),
                said("news", "email", true)));

    assertThat(preferences.want("grants", "sms")).isFalse();
    assertThat(preferences.want("grants", "email")).isTrue();
    assertThat(preferences.want("news", "sms")).isFalse();
    assertThat(preferences.want("news", "email")).isTrue();
  }
}
