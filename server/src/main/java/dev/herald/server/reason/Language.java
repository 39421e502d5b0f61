package dev.herald.server.reason;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A language that Herald speaks. */
public enum Language {
  EN(Locale.ENGLISH),
  ZH(Locale.SIMPLIFIED_CHINESE);

  private static final List<Locale> TAGS = List.of(Locale.ENGLISH, Locale.CHINESE);
  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  public Locale locale() {
    return locale;
  }

  /** As definitions and the catalogue's files name it. */
  public String tag() {
    return locale.getLanguage();
  }

  /**
   * How a thing is called in it; the value itself where the catalogue has no name.
   *
   * @param kind such as {@code channel}
   */
  public String nameOf(String kind, String value) {
    return Catalogue.in(this).name(kind + "." + value).orElse(value);
  }

  /** Of the request that this thread answers; English where there is none. */
  public static Language ofRequest() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
        ? of(asked.getRequest())
        : of(
            LocaleContextHolder.getLocaleContext() == null
                ? null
                : LocaleContextHolder.getLocale());
  }

  public static Language of(HttpServletRequest request) {
    return accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
  }

  public static Language of(@Nullable Locale locale) {
    return locale != null && locale.getLanguage().equals(ZH.tag()) ? ZH : EN;
  }

  /**
   * The first of those that Herald speaks.
   *
   * @param accepted the header {@code Accept-Language}; English when it names none, or is none
   */
  public static Language accepted(@Nullable String accepted) {
    if (accepted == null || accepted.isBlank()) {
      return EN;
    }
    try {
      return of(Locale.lookup(Locale.LanguageRange.parse(accepted), TAGS));
    } catch (IllegalArgumentException _) {
      return EN;
    }
  }
}
