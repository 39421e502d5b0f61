package dev.herald.server.node;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names the right word to someone who wrote a wrong one. */
final class Spelling {
  private static final int NAMES_SHOWN = 12;

  private Spelling() {}

  /** {@code did you mean 'amount'?} when one is near, else {@code one of: amount, currency}. */
  static String suggestion(String written, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(written, name) <= Math.max(1, name.length() / 2))
        .min(Comparator.comparingInt(name -> distance(written, name)))
        .map("did you mean '%s'?"::formatted)
        .orElseGet(() -> oneOf(known));
  }

  static String oneOf(Collection<String> known) {
    if (known.isEmpty()) {
      return "none";
    }
    String names = known.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    int left = known.size() - NAMES_SHOWN;
    return "one of: " + names + (left > 0 ? " and %d more".formatted(left) : "");
  }

  private static int distance(String written, String name) {
    String from = written.toLowerCase(Locale.ROOT);
    String to = name.toLowerCase(Locale.ROOT);
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = above[0];
      above[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = above[j];
        above[j] = Math.min(replaced, 1 + Math.min(above[j], above[j - 1]));
      }
    }
    return above[to.length()];
  }
}
