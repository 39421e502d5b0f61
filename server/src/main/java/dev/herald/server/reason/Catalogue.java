package dev.herald.server.reason;

import com.ibm.icu.text.MessageFormat;
import dev.herald.channels.reason.ReasonWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of one language by code, as ICU message formats, and the names of what parameters name.
 * The file is the only copy; the console is built from it too. What connectors and their
 * definitions tell is worded with them.
 */
final class Catalogue {
  private static final Map<Language, Catalogue> ALL =
      Map.of(Language.EN, read(Language.EN), Language.ZH, read(Language.ZH));

  private final Language language;
  private final Properties texts;
  private final Map<String, MessageFormat> parsed = new ConcurrentHashMap<>();

  private Catalogue(Language language, Properties texts) {
    this.language = language;
    this.texts = texts;
  }

  static Catalogue in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  private static Catalogue read(Language language) {
    String file = "words.%s.properties".formatted(language.tag());
    try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(file), file)) {
      Properties texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      texts.putAll(ReasonWords.texts(language.tag()));
      return new Catalogue(language, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> codes() {
    return texts.stringPropertyNames();
  }

  /** How a thing is called, such as {@code channel.sms}. */
  Optional<String> name(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  /** For one use by one thread; empty when this version of Herald has no such code. */
  Optional<MessageFormat> format(String code) {
    MessageFormat format = parsed.get(code);
    if (format == null) {
      String text = texts.getProperty(code);
      if (text == null) {
        return Optional.empty();
      }
      format = new MessageFormat(text, language.locale());
      parsed.put(code, format);
    }
    return Optional.of((MessageFormat) format.clone());
  }
}
