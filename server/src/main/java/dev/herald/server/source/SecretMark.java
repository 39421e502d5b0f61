package dev.herald.server.source;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a secret setting asks for. The marks that stand in the place of a secret where
 * it is shown come back with a space or in capitals, too; no secret looks like one.
 */
enum SecretMark {
  /** To keep the secret that is there. */
  KEEP,
  /** Nothing: it is shown for a secret that was about to change. */
  NEW,
  /** To be the secret, or to be none. */
  NONE;

  /** In the place of a secret that a change would replace. */
  static final String SHOWN_FOR_NEW = "(new secret)";

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

  static SecretMark of(@Nullable String value) {
    if (value == null || value.length() > 100) {
      return NONE;
    }
    String plain = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return switch (SPACE.matcher(plain).replaceAll("")) {
      case "(secret)" -> KEEP;
      case "(newsecret)" -> NEW;
      default -> NONE;
    };
  }
}
