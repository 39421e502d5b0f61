package dev.herald.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates are written {@code own:zh-CN} or {@code all:zh}. */
class PublishedTemplatesTest {

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          zh-CN      | own:zh-CN own:zh all:zh-CN       | own:zh-CN
          zh-CN      | own:zh all:zh-CN                 | own:zh
          zh-CN      | all:zh-CN all:zh                 | all:zh-CN
          zh-CN      | all:zh own:en                    | all:zh
          zh-CN      | all:zh-Hans                      | all:zh-Hans
          zh-TW      | all:zh-Hant all:zh               | all:zh-Hant
          zh-Hant-TW | all:zh-TW all:zh                 | all:zh-TW
          zh-Hant-TW | all:zh                           | all:zh
          en-GB      | all:en-US all:fr                 | all:fr
          en-GB      | own:fr all:en                    | all:en
          ja         | own:de all:fr                    | all:fr
          ja         | own:de-AT                        | own:de-AT
          ja         | own:de                           | own:de
          -          | own:en all:fr                    | all:fr
          -          | own:de all:en                    | own:de
          es         | own:es-MX                        | -
          """)
  void takesTheNearestLanguageAndInItTheTenantsOwn(
      @Nullable String wanted, String published, @Nullable String expected) {
    List<@Nullable Locale> locales =
        Arrays.asList(
            wanted == null ? null : Locale.forLanguageTag(wanted),
            Locale.FRANCE,
            Locale.forLanguageTag("de-AT"));

    assertThat(published(published).find(Channel.SMS, locales))
        .isEqualTo(Optional.ofNullable(expected).map(PublishedTemplatesTest::id));
  }

  @Test
  void keepsChannelsApart() {
    assertThat(published("own:zh").find(Channel.EMAIL, List.of(Locale.CHINESE))).isEmpty();
  }

  private static PublishedTemplates published(String names) {
    Map<PublishedTemplates.Place, UUID> own = new HashMap<>();
    Map<PublishedTemplates.Place, UUID> everyones = new HashMap<>();
    for (String name : names.split(" ")) {
      Locale locale = Locale.forLanguageTag(name.substring(4));
      (name.startsWith("own:") ? own : everyones)
          .put(new PublishedTemplates.Place(Channel.SMS, locale), id(name));
    }
    return new PublishedTemplates(own, everyones);
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
