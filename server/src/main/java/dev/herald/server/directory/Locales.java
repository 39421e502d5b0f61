package dev.herald.server.directory;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.DirectoryFault;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BCP 47 language tags, as {@code zh-CN}. */
public final class Locales {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

  private Locales() {}

  /** The locale, or the root one and an error. */
  public static Locale parse(String field, @Nullable String tag, FieldErrors errors) {
    if (tag == null || tag.isBlank()) {
      errors.add(field, new DirectoryFault.LanguageMissing());
      return Locale.ROOT;
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag.strip()).build();
      if (isKnown(locale)) {
        return locale;
      }
      errors.add(field, new DirectoryFault.LanguageUnknown(tag));
    } catch (IllformedLocaleException _) {
      errors.add(field, new DirectoryFault.LanguageInvalid(tag, suggestion(tag)));
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

  private static @Nullable String suggestion(String tag) {
    return tag.contains("_") ? tag.strip().replace('_', '-') : null;
  }
}
