package dev.herald.channels.reason;

import com.ibm.icu.text.MessageFormat;
import dev.herald.channel.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Makes words of reasons of connectors and their definitions, in one language, of the catalogue
 * beside it.
 */
public final class ReasonWords {
  public static final ReasonWords ENGLISH = new ReasonWords(Locale.ENGLISH, ", ");
  public static final ReasonWords CHINESE = new ReasonWords(Locale.SIMPLIFIED_CHINESE, "、");

  /** What stands for a parameter that was left out, for the catalogue to choose by. */
  private static final String LEFT_OUT = "none";

  private final Locale locale;
  private final String between;
  private final Properties texts;

  private ReasonWords(Locale locale, String between) {
    this.locale = locale;
    this.between = between;
    this.texts = texts(locale.getLanguage());
  }

  /** In the language of a place; English where there are no words in it. */
  public static ReasonWords in(Locale place) {
    return place.getLanguage().equals(CHINESE.locale.getLanguage()) ? CHINESE : ENGLISH;
  }

  /**
   * ICU message formats by code.
   *
   * @param language {@code en} or {@code zh}
   */
  public static Properties texts(String language) {
    String file = "words.%s.properties".formatted(language);
    try (InputStream in =
        Objects.requireNonNull(ReasonWords.class.getResourceAsStream(file), file)) {
      Properties texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A clause without a full stop; of a reason without words here, its code and parameters. */
  public String of(Reason reason) {
    String text = texts.getProperty(reason.code());
    if (text == null) {
      return unknown(reason);
    }
    Map<String, Object> values = new HashMap<>();
    reason.parameters().forEach((name, value) -> values.put(name, value(value)));
    return new MessageFormat(text, locale).format(values, new StringBuffer(), null).toString();
  }

  private Object value(@Nullable Object value) {
    return switch (value) {
      case null -> LEFT_OUT;
      case Reason reason -> of(reason);
      case Iterable<?> many -> joined(many);
      case Number number -> number;
      case Object one -> one.toString();
    };
  }

  private String joined(Iterable<?> many) {
    List<String> each = new ArrayList<>();
    many.forEach(one -> each.add(String.valueOf(one)));
    return each.isEmpty() ? LEFT_OUT : String.join(between, each);
  }

  private String unknown(Reason reason) {
    String about =
        joined(
            reason.parameters().values().stream()
                .map(String::valueOf)
                .filter(each -> !each.isBlank())
                .toList());
    return about.equals(LEFT_OUT) ? reason.code() : "%s (%s)".formatted(reason.code(), about);
  }
}
