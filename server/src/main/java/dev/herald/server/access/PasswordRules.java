package dev.herald.server.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.herald.server.platform.FieldErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are taken, after NIST SP 800-63B: long enough, and not one that would be guessed
 * early. No rules of composition, no expiry.
 */
final class PasswordRules {
  static final int SHORTEST = 8;
  static final int LONGEST = 128;

  /** A patient guesser gets this far in weeks against the sign-in's throttle. */
  private static final double GUESSES = 1e6;

  /** As much as is looked at for being guessable; estimating takes longer for long ones. */
  private static final int LOOKED_AT = 64;

  private static final Zxcvbn ESTIMATE = new Zxcvbn();

  private PasswordRules() {}

  /**
   * @param own names that a guesser would try for this account
   */
  static String check(@Nullable String password, List<String> own, FieldErrors errors) {
    String expected = "%d to %d characters, any".formatted(SHORTEST, LONGEST);
    if (password == null) {
      errors.add("password", "is missing", expected);
      return "";
    }
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      errors.add("password", "has %d characters".formatted(length), expected);
    } else if (isGuessable(password, own)) {
      errors.add(
          "password",
          "is among the first that would be tried: a common one, a pattern, or this account's name",
          "a few words that don't belong together, for example");
    }
    return password;
  }

  private static boolean isGuessable(String password, List<String> own) {
    String part = password.substring(0, Math.min(password.length(), LOOKED_AT));
    return ESTIMATE.measure(part, own).getGuesses() < GUESSES;
  }
}
