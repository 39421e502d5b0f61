package dev.herald.channels.expression;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be said of an expression without any values.
 *
 * @param reads all that it reads; what it only asks for with {@code has(…)} is not among them
 * @param tested what it asks for with {@code has(…)}
 * @param kinds the words that it compares {@code content.kind} with
 * @param encoded whether its text has been percent-encoded already
 * @param truth whether it can be true or false
 */
public record Facts(
    Set<Read> reads, Set<Read> tested, Set<String> kinds, boolean encoded, boolean truth) {
  /** Of an expression that says nothing. */
  public static final Facts NONE = new Facts(Set.of(), Set.of(), Set.of(), false, true);

  public Facts {
    reads = Set.copyOf(reads);
    tested = Set.copyOf(tested);
    kinds = Set.copyOf(kinds);
  }

  /** The words whose values it reads. */
  Set<String> words() {
    return reads.stream().map(Read::root).collect(Collectors.toUnmodifiableSet());
  }
}
