package dev.herald.channels.expression;

import dev.herald.channels.reason.ExpressionReason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The words that an expression at some place may read.
 *
 * @param roots by word, the members it has; empty when they are not known beforehand
 * @param parts by {@code word.member}, what the member has in turn; a member that is not here is a
 *     plain value
 * @param named names that the definition gives to values, and what these read
 */
public record Vocabulary(
    Map<String, Set<String>> roots, Map<String, Set<String>> parts, Map<String, Set<Read>> named) {
  /** For a word that has no member at all. */
  public static final Set<String> NO_MEMBER = Set.of("");

  /** For a member whose own members are not known beforehand. */
  public static final Set<String> ANY_MEMBER = Set.of("*");

  private static final String HEADERS = "headers";

  public Vocabulary {
    roots = Map.copyOf(roots);
    parts = Map.copyOf(parts);
    named = Map.copyOf(named);
  }

  public Vocabulary(Map<String, Set<String>> roots, Map<String, Set<String>> parts) {
    this(roots, parts, Map.of());
  }

  public Vocabulary(Map<String, Set<String>> roots) {
    this(roots, Map.of());
  }

  /** This vocabulary and the names that the definition gives to values. */
  public Vocabulary naming(Map<String, Set<Read>> names) {
    return new Vocabulary(roots, parts, names);
  }

  /** This vocabulary and one root more. */
  public Vocabulary with(String root, Set<String> members) {
    Map<String, Set<String>> more = new LinkedHashMap<>(roots);
    more.put(root, members);
    return new Vocabulary(more, parts, named);
  }

  /** What is read where a name stands: what its value is made of. */
  void checkNamed(String name) throws ExpressionException {
    for (Read read : named.getOrDefault(name, Set.of())) {
      if (!roots.containsKey(read.root())) {
        throw new ExpressionException(new ExpressionReason.NameReadsUnknown(name, read.root()));
      }
    }
  }

  void checkRoot(String root) throws ExpressionException {
    if (!roots.containsKey(root)) {
      throw new ExpressionException(
          new ExpressionReason.WordUnread(root, nearest(root, words()), List.copyOf(words())));
    }
  }

  /** All that can be read, for people. */
  Set<String> words() {
    Set<String> words = new TreeSet<>(roots.keySet());
    words.addAll(named.keySet());
    return words;
  }

  void checkMember(String root, String member) throws ExpressionException {
    Set<String> members = roots.getOrDefault(root, Set.of());
    if (root.equals(HEADERS) && !member.equals(member.toLowerCase(Locale.ROOT))) {
      throw new ExpressionException(
          new ExpressionReason.HeaderInCapitals(member.toLowerCase(Locale.ROOT)));
    }
    if (members.equals(NO_MEMBER)) {
      throw new ExpressionException(new ExpressionReason.PartOfNone(root));
    }
    if (!members.isEmpty() && !members.contains(member)) {
      throw new ExpressionException(
          new ExpressionReason.PartUnknown(
              root, member, nearest(member, members), sorted(members)));
    }
  }

  /** The members of members: times have forms, and all other known members are plain values. */
  void checkPart(String root, String member, String part) throws ExpressionException {
    if (roots.getOrDefault(root, Set.of()).isEmpty()) {
      return;
    }
    Set<String> forms = parts.getOrDefault(root + "." + member, Set.of());
    if (!forms.equals(ANY_MEMBER) && !forms.contains(part)) {
      String word = root + "." + member;
      throw new ExpressionException(
          forms.isEmpty()
              ? new ExpressionReason.PartOfValue(word, part)
              : new ExpressionReason.PartUnknown(word, part, nearest(part, forms), sorted(forms)));
    }
  }

  /** As people read them. */
  public static List<String> sorted(Collection<String> words) {
    return List.copyOf(new TreeSet<>(words));
  }

  /** What could have been meant instead; null when nothing is near. */
  public static @Nullable String nearest(String written, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(written, word) <= Math.max(1, word.length() / 4))
        .min((a, b) -> Integer.compare(distance(written, a), distance(written, b)))
        .orElse(null);
  }

  /** How many letters must be put in, taken out or changed to make one word of the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
