package dev.herald.channels.reason;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with an expression, and what would be right. */
public sealed interface ExpressionReason extends Reason {

  /**
   * @param at the character of the expression, counted from 1
   */
  record ExpressionWrongAt(ExpressionReason why, int at) implements ExpressionReason {}

  // --- how it is written ---

  record ExpressionUnclosed() implements ExpressionReason {}

  record ExpressionUnfinished() implements ExpressionReason {}

  /** One equals sign, which compares nothing. */
  record EqualsAlone() implements ExpressionReason {}

  record NumberTooLong() implements ExpressionReason {}

  /**
   * @param text of the compiler
   */
  record ExpressionUnread(String text) implements ExpressionReason {}

  // --- what it reads ---

  /**
   * @param nearest what was meant; null when nothing is near
   */
  record WordUnread(String word, @Nullable String nearest, List<String> known)
      implements ExpressionReason {}

  record PartUnknown(String word, String part, @Nullable String nearest, List<String> known)
      implements ExpressionReason {}

  record PartOfNone(String word) implements ExpressionReason {}

  record PartOfValue(String word, String part) implements ExpressionReason {}

  /**
   * @param name that the definition gives to a value
   * @param word that its value reads
   */
  record NameReadsUnknown(String name, String word) implements ExpressionReason {}

  record HeaderInCapitals(String right) implements ExpressionReason {}

  // --- what it makes ---

  record FunctionUnknown(String function, @Nullable String nearest, List<String> known)
      implements ExpressionReason {}

  /**
   * @param function or operator
   * @param types of what it is given
   */
  record TypesMisfit(String function, String types) implements ExpressionReason {}

  record MakesBytes() implements ExpressionReason {}

  record MacrosTooDeep(int most) implements ExpressionReason {}

  /** A pattern that is not known beforehand. */
  record MatchesComputed() implements ExpressionReason {}

  record MatchesWrong(PatternReason why) implements ExpressionReason {}
}
