package dev.herald.channels.pattern;

import com.ibm.icu.text.UnicodeSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The characters that have a property of Unicode, as ranges of a class of RE2. Its own tables are
 * older than the characters of many a name.
 */
final class UnicodeProperty {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,40}(=[A-Za-z0-9_]{1,40})?");
  private static final UnicodeSet SPACES =
      new UnicodeSet("[\\t\\n\\u000b\\f\\r\\ufeff\\p{Zs}\\u2028\\u2029]").freeze();

  /** As many as there are names of properties. */
  private static final Map<String, UnicodeSet> FOUND = new ConcurrentHashMap<>();

  private UnicodeProperty() {}

  /**
   * @param name as it stands in braces: {@code Script=Han}, {@code L}, {@code Emoji}
   * @return null when there is no such property of single characters
   */
  static @Nullable UnicodeSet of(String name) {
    UnicodeSet set = FOUND.get(name);
    if (set == null && NAME.matcher(name).matches()) {
      set = find(name);
      if (set != null) {
        FOUND.put(name, set);
      }
    }
    return set;
  }

  /** What {@code \\s} takes in. */
  static UnicodeSet spaces() {
    return SPACES;
  }

  /**
   * A class of its own. RE2 compares without case by each character, so the smaller set is told.
   */
  static String alone(UnicodeSet set, boolean others) {
    return (others ? "[^" : "[") + ranges(set) + "]";
  }

  /** A part of a class. */
  static String inClass(UnicodeSet set, boolean others) {
    return ranges(others ? new UnicodeSet(set).complement() : set);
  }

  private static @Nullable UnicodeSet find(String name) {
    try {
      UnicodeSet set = new UnicodeSet("[\\p{" + name + "}]");
      return set.hasStrings() ? null : set.freeze();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static String ranges(UnicodeSet set) {
    StringBuilder ranges = new StringBuilder();
    for (UnicodeSet.EntryRange range : set.ranges()) {
      ranges.append("\\x{").append(Integer.toHexString(range.codepoint)).append('}');
      if (range.codepointEnd > range.codepoint) {
        ranges.append("-\\x{").append(Integer.toHexString(range.codepointEnd)).append('}');
      }
    }
    return ranges.toString();
  }
}
