package dev.herald.server.template;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The locales to look for in the place of one, nearest first: zh-CN, zh. */
final class LocaleChain {
  private static final ResourceBundle.Control CONTROL =
      ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT);

  private LocaleChain() {}

  /** With the script that a region implies: zh-TW is looked for as zh-Hant-TW and zh-Hant too. */
  static List<Locale> of(Locale locale) {
    return CONTROL.getCandidateLocales("", locale.stripExtensions()).stream()
        .filter(candidate -> !candidate.equals(Locale.ROOT))
        .toList();
  }
}
