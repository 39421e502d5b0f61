package dev.herald.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private final ApiKey key = ApiKey.generate();

  @Test
  void aKeyIsRecognisableAndReadsBack() {
    assertThat(key.text()).matches("hk_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}");
    assertThat(ApiKey.parse(key.text())).contains(key);
  }

  @Test
  void onlyItsOwnSecretHashesToWhatIsStored() {
    assertThat(key.hashesTo(key.hash())).isTrue();
    assertThat(new ApiKey(key.id(), ApiKey.generate().secret()).hashesTo(key.hash())).isFalse();
  }

  @Test
  void itsTextFormDoesNotShowTheSecret() {
    assertThat(key.toString()).contains(key.id()).doesNotContain(key.secret());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hk_", "hk_short_short", "xx_aaaaaaaaaaaa_b", "hk_ä"})
  void whatIsNoKeyIsNotRead(String text) {
    assertThat(ApiKey.parse(text)).isEmpty();
  }
}
