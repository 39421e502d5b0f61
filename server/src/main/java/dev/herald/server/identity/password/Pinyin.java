package dev.herald.server.identity.password;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How many guesses a word of pinyin takes that is tried syllable by syllable: {@code wojiushiwo} is
 * long, and only four of the syllables that everybody says first.
 */
final class Pinyin {
  private static final double SYLLABLES = 400;
  private static final double COMMON_SYLLABLES = 30;
  private static final int LONGEST = 6;

  private static final Set<String> COMMON =
      Set.of(
          "wo", "ni", "ta", "shi", "de", "ai", "bu", "jiu", "shui", "hao", "da", "xiao", "ren",
          "zhong", "guo", "yi", "lao", "po", "gong", "ma", "ba", "bao", "bei", "xin", "nian",
          "kuai", "le", "fa", "cai", "men");

  private static final Pattern SYLLABLE =
      Pattern.compile(
          "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
              + "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu"
              + "|ua|uo|ui|ue|ve|a|o|e|i|u|v)|ai|ei|ao|ou|an|en|er|ang|a|o|e");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Pinyin() {}

  /**
   * @param text separators don't count, and case does not
   * @return infinite when it is no pinyin
   */
  static double guesses(String text) {
    String letters = SEPARATORS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    if (letters.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    double[] fewest = new double[letters.length() + 1];
    Arrays.fill(fewest, Double.POSITIVE_INFINITY);
    fewest[0] = 1;
    for (int end = 1; end <= letters.length(); end++) {
      for (int start = Math.max(0, end - LONGEST); start < end; start++) {
        double guesses = fewest[start] * choices(letters.substring(start, end));
        fewest[end] = Math.min(fewest[end], guesses);
      }
    }
    return fewest[letters.length()];
  }

  private static double choices(String syllable) {
    if (COMMON.contains(syllable)) {
      return COMMON_SYLLABLES;
    }
    return SYLLABLE.matcher(syllable).matches() ? SYLLABLES : Double.POSITIVE_INFINITY;
  }
}
