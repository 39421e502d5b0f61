package dev.herald.server.preference;

import dev.herald.server.reason.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The words of a person's page in one language. */
final class PageWords {
  private static final Map<Language, PageWords> ALL =
      Map.of(Language.EN, read(Language.EN), Language.ZH, read(Language.ZH));

  private final Properties texts;

  private PageWords(Properties texts) {
    this.texts = texts;
  }

  static PageWords in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  private static PageWords read(Language language) {
    String file = "page.%s.properties".formatted(language.tag());
    try (InputStream in = Objects.requireNonNull(PageWords.class.getResourceAsStream(file), file)) {
      Properties texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new PageWords(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With {@code %s} for each value. */
  String of(String key, Object... values) {
    return Objects.requireNonNull(texts.getProperty(key), key).formatted(values);
  }
}
