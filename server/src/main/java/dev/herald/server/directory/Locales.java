package dev.herald.server.directory;

import dev.herald.server.platform.problem.FieldErrors;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BCP 47 language tags, as {@code zh-CN}. */
public final class Locales {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());
  private static final String EXPECTED = "a language tag like 'zh-CN', 'en' or 'en-US'";

  private Locales() {}

  /** The locale, or the root one and an error. */
  public static Locale parse(String field, @Nullable String tag, FieldErrors errors) {
    if (tag == null || tag.isBlank()) {
      errors.add(field, "is missing", EXPECTED);
      return Locale.ROOT;
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag.strip()).build();
      if (isKnown(locale)) {
        return locale;
      }
      errors.add(field, "'%s' is no known language and region".formatted(tag), EXPECTED);
    } catch (IllformedLocaleException _) {
      errors.add(field, "'%s' is no language tag".formatted(tag), suggestion(tag));
    }
    return Locale.ROOT;
  }

  /** The locale, or null where none is given. */
  public static @Nullable Locale parseOptional(
      String field, @Nullable String tag, FieldErrors errors) {
    return tag == null || tag.isBlank() ? null : parse(field, tag, errors);
  }

  private static boolean isKnown(Locale locale) {
    return (LANGUAGES.contains(locale.getLanguage()) || locale.getLanguage().length() == 3)
        && (locale.getCountry().isEmpty()
            || locale.getCountry().length() == 3
            || REGIONS.contains(locale.getCountry()));
  }

  private static String suggestion(String tag) {
    return tag.contains("_") ? "'%s'".formatted(tag.strip().replace('_', '-')) : EXPECTED;
  }
}
