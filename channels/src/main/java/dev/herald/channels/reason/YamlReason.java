package dev.herald.channels.reason;

import dev.herald.channel.Reason;

/** Why a text is no YAML, or none that says the same to everybody who reads it. */
public sealed interface YamlReason extends Reason {

  /**
   * Found by the parser.
   *
   * @param text the parser's
   */
  record YamlUnread(Flaw flaw, String text) implements YamlReason {
    /** What the parser found. */
    public enum Flaw {
      COLON_MISSING,
      COLON_MISPLACED,
      HYPHEN_MISPLACED,
      QUOTE_UNCLOSED,
      BRACKET_UNCLOSED,
      BRACE_UNCLOSED,
      BLOCK_BROKEN,
      ESCAPE,
      SIGN_FIRST,
      ALIAS,
      ENDS_EARLY,
      OTHER
    }

    /** Of the parser's sentences, those that mistakes of people bring about. */
    public static YamlUnread of(String text) {
      return new YamlUnread(flaw(text), text);
    }

    private static Flaw flaw(String text) {
      return switch (text) {
        case "could not find expected ':'" -> Flaw.COLON_MISSING;
        case "mapping values are not allowed here" -> Flaw.COLON_MISPLACED;
        case "sequence entries are not allowed here" -> Flaw.HYPHEN_MISPLACED;
        case "found unexpected end of stream" -> Flaw.QUOTE_UNCLOSED;
        case String each when each.startsWith("expected ',' or ']'") -> Flaw.BRACKET_UNCLOSED;
        case String each when each.startsWith("expected ',' or '}'") -> Flaw.BRACE_UNCLOSED;
        case String each when each.startsWith("expected <block end>") -> Flaw.BLOCK_BROKEN;
        case String each when each.startsWith("found unknown escape") -> Flaw.ESCAPE;
        case String each when each.startsWith("found character '") -> Flaw.SIGN_FIRST;
        case String each when each.startsWith("found undefined alias") -> Flaw.ALIAS;
        case String each when each.endsWith("found '<stream end>'") -> Flaw.ENDS_EARLY;
        default -> Flaw.OTHER;
      };
    }
  }

  record IndentedByTab() implements YamlReason {}

  record LevelsTooMany(int most) implements YamlReason {}

  record DocumentSecond() implements YamlReason {}

  record NameGivenTwice(String name) implements YamlReason {}

  record NameNotText() implements YamlReason {}

  record MergeUnread() implements YamlReason {}

  record AliasUnread(String alias) implements YamlReason {}

  record AnchorUnread(String anchor) implements YamlReason {}

  record TagUnread(String tag) implements YamlReason {}

  /** A number to some and a text to others. */
  record NumberDoubtful(String written) implements YamlReason {}

  /** It has U+0000 or half of a surrogate pair. */
  record TextBroken() implements YamlReason {}
}
