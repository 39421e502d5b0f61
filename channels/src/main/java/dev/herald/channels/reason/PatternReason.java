package dev.herald.channels.reason;

import dev.herald.channel.Reason;
import java.util.List;

/** Why a text is no pattern, and what would be one. Places are characters, counted from 1. */
public sealed interface PatternReason extends Reason {

  record PatternTooLong(int given, int most) implements PatternReason {}

  record PatternTooNested(int most) implements PatternReason {}

  /** With its repeats written out. */
  record PatternTooLarge(int most) implements PatternReason {}

  /** Each kind of characters takes some thousand signs to write. */
  record PatternTooWide(int at) implements PatternReason {}

  record RepeatsTooOften(int most) implements PatternReason {}

  record LooksAround(String part, int at) implements PatternReason {}

  record RefersBack(String part, int at) implements PatternReason {}

  record EscapeUnknown(String part, int at) implements PatternReason {}

  /**
   * @param examples of properties
   */
  record PropertyUnknown(String part, int at, List<String> examples) implements PatternReason {}

  /**
   * @param examples of characters
   */
  record CharacterUnknown(String part, int at, List<String> examples) implements PatternReason {}

  record BackslashLast() implements PatternReason {}

  record GroupUnnamed(int at) implements PatternReason {}

  record BracketUnclosed(int at) implements PatternReason {}

  /**
   * Found by the library that finds patterns.
   *
   * @param text the library's
   */
  record PatternUnread(Flaw flaw, String text, String part) implements PatternReason {
    /** What the library found. */
    public enum Flaw {
      ESCAPE,
      GROUP_UNCLOSED,
      BRACKET_UNCLOSED,
      NOTHING_TO_REPEAT,
      REPEATED_TWICE,
      COUNT,
      RANGE,
      OTHER
    }
  }
}
