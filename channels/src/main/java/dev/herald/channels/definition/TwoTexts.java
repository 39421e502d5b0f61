package dev.herald.channels.definition;

import dev.herald.channel.mask.Mask;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Shows the text that two renderings have in common, and {@code (secret)} where they differ.
 *
 * @param one masks what the first was made with
 * @param other masks what the second was made with
 */
record TwoTexts(Mask one, Mask other) {
  private static final String SECRET = "(secret)";
  private static final String MARKS = "\\s\"'<>&(){}\\[\\],;:|\\\\";

  /** An equals sign that is no padding of Base64. */
  private static final String EQUALS = "=(?![=" + MARKS + "]|$)";

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[" + MARKS + "]|" + EQUALS);
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[/?&:]|" + EQUALS);
  private static final Pattern SEVERAL = Pattern.compile("\\(secret\\)(?:=\\(secret\\))+");
  private static final Pattern PADDED = Pattern.compile("\\(secret\\)(?:=|%3D)+$");

  String text(String first, String second) {
    return shown(BETWEEN_WORDS, first, second);
  }

  /** As {@link #text}, of addresses. */
  String address(String first, String second) {
    return shown(BETWEEN_PARTS, first, second);
  }

  private String shown(Pattern between, String first, String second) {
    if (first.equals(second)) {
      return first;
    }
    List<String> words = List.of(between.splitWithDelimiters(first, 0));
    List<String> others = List.of(between.splitWithDelimiters(second, 0));
    String shown =
        words.size() == others.size() ? byWord(words, others) : commonEnds(words, others);
    return SEVERAL.matcher(shown).replaceAll(SECRET);
  }

  private String byWord(List<String> words, List<String> others) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      shown.append(word(words.get(i), others.get(i)));
    }
    return shown.toString();
  }

  private String word(String word, String another) {
    if (word.equals(another)) {
      return word;
    }
    String masked = one.apply(word);
    return masked.equals(other.apply(another)) ? PADDED.matcher(masked).replaceAll(SECRET) : SECRET;
  }

  /** Of texts that are not even built alike. */
  private static String commonEnds(List<String> words, List<String> others) {
    int start = common(words, others);
    int most = Math.min(words.size(), others.size()) - start;
    int end = Math.min(most, common(words.reversed(), others.reversed()));
    return String.join("", words.subList(0, start))
        + SECRET
        + String.join("", words.subList(words.size() - end, words.size()));
  }

  private static int common(List<String> words, List<String> others) {
    int most = Math.min(words.size(), others.size());
    int common = 0;
    while (common < most && words.get(common).equals(others.get(common))) {
      common++;
    }
    return common;
  }
}
