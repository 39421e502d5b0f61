package dev.herald.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalesTest {
  private final FieldErrors errors = new FieldErrors();

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en", "en-US", "zh-Hant-TW", "ja-JP", "es-419", "fil"})
  void readsLanguageTags(String tag) {
    assertThat(Locales.parse("locale", tag, errors).toLanguageTag()).isEqualTo(tag);
    assertThat(errors.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "chinese!", "xx", "zh-ZZ", "zh-CN-"})
  void refusesWhatIsNoKnownLanguage(String tag) {
    Locales.parse("locale", tag, errors);

    assertThat(errors.all()).extracting(FieldError::field).containsExactly("locale");
  }

  @Test
  void suggestsTheHyphenThatJavaWritesAsAnUnderscore() {
    Locales.parse("locale", "zh_CN", errors);

    assertThat(errors.all()).extracting(FieldError::expected).containsExactly("'zh-CN'");
  }
}
