package dev.herald.server.identity.password;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words that a guesser tries for one account: its names, whole, in pieces, joined in any order
 * and read backwards; of Chinese ones also every part, as {@code 恒通} of {@code 恒通科技}. They are
 * compared with a password as letters alone: without case, accents, digits and separators, and with
 * the usual stand-ins for letters read as letters.
 *
 * @param words in that form, the longest first
 * @param initials of the names that have several pieces
 */
record OwnWords(List<String> words, Set<String> initials) {
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
  private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  /** Names of more pieces than this are joined from the first ones. */
  private static final int JOINED = 4;

  /** So many characters of a Chinese name are also tried in parts. */
  private static final int TAKEN_APART = 16;

  /** A shorter Latin word stands in too many others by chance. */
  private static final int SHORTEST = 3;

  static OwnWords of(Collection<String> names) {
    Set<String> words = new LinkedHashSet<>();
    Set<String> initials = new LinkedHashSet<>();
    for (String name : names) {
      List<String> pieces = pieces(name);
      joined(pieces.stream().map(piece -> piece.substring(0, 1)).toList())
          .filter(letters -> letters.length() > 1)
          .forEach(initials::add);
      Stream.of(pieces.stream(), joined(pieces), pieces.stream().flatMap(OwnWords::parts))
          .flatMap(each -> each)
          .filter(word -> word.length() > 1)
          .forEach(word -> {
            words.add(word);
            words.add(new StringBuilder(word).reverse().toString());
          });
    }
    return new OwnWords(longestFirst(words), initials);
  }

  private static List<String> longestFirst(Collection<String> words) {
    return words.stream()
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  /** These words and others, but the initials of these only. */
  OwnWords and(OwnWords others) {
    return new OwnWords(
        longestFirst(Stream.concat(words.stream(), others.words.stream()).toList()), initials);
  }

  /** Whether the only letters of a password are initials, once or several times. */
  boolean areInitials(String password) {
    String letters = letters(password);
    return initials.stream()
        .anyMatch(each -> !letters.isEmpty() && letters.replace(each, "").isEmpty());
  }

  /** Of a Chinese name, which has no separators, every two characters or more in a row. */
  private static Stream<String> parts(String piece) {
    String first = piece.substring(0, Math.min(piece.length(), TAKEN_APART));
    return isHan(piece)
        ? IntStream.range(0, first.length())
            .boxed()
            .flatMap(from ->
                IntStream.rangeClosed(from + 2, first.length())
                    .mapToObj(to -> first.substring(from, to)))
        : Stream.empty();
  }

  private static List<String> pieces(String name) {
    return NO_LETTERS
        .splitAsStream(HUMP.matcher(name).replaceAll(" "))
        .map(OwnWords::letters)
        .filter(piece -> !piece.isEmpty())
        .toList();
  }

  /** Every order of any of the first pieces. */
  private static Stream<String> joined(List<String> pieces) {
    List<String> joined = new ArrayList<>(List.of(""));
    List<List<String>> left = new ArrayList<>(List.of(pieces.stream().limit(JOINED).toList()));
    for (int at = 0; at < joined.size(); at++) {
      List<String> unused = left.get(at);
      for (int next = 0; next < unused.size(); next++) {
        joined.add(joined.get(at) + unused.get(next));
        List<String> others = new ArrayList<>(unused);
        others.remove(next);
        left.add(others);
      }
    }
    // A long name is also tried whole.
    return Stream.concat(joined.stream(), Stream.of(String.join("", pieces)));
  }

  /**
   * What is left of a password without these words, for each way to read it in which it holds one;
   * nothing when it holds none.
   */
  Stream<String> rests(String password) {
    return Stream.of(
            letters(password), letters(readable(password, 'i')), letters(readable(password, 'l')))
        .distinct()
        .flatMap(this::rest);
  }

  private Stream<String> rest(String letters) {
    String rest = without(letters, OwnWords::isTelling);
    String scraps = without(rest, word -> !isTelling(word));
    if (scraps.isEmpty()) {
      return Stream.of("");
    }
    return rest.equals(letters) ? Stream.empty() : Stream.of(rest);
  }

  private String without(String letters, Predicate<String> taken) {
    String rest = letters;
    for (String word : words) {
      if (taken.test(word)) {
        rest = rest.replace(word, "");
      }
    }
    return rest;
  }

  private static boolean isTelling(String word) {
    return word.length() >= SHORTEST || isHan(word);
  }

  private static boolean isHan(String word) {
    return word.codePoints().allMatch(point -> UnicodeScript.of(point) == UnicodeScript.HAN);
  }

  private static String letters(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return NO_LETTERS.matcher(ACCENTS.matcher(plain).replaceAll("")).replaceAll("");
  }

  private static String readable(String password, char one) {
    return password
        .replace('0', 'o')
        .replace('1', one)
        .replace('!', one)
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('@', 'a')
        .replace('5', 's')
        .replace('$', 's')
        .replace('7', 't');
  }
}
