package dev.herald.channels.pattern;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
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
  private static final int FIRST_BEYOND_ASCII = 0x80;
  private static final UnicodeSet SPACES =
      new UnicodeSet("[\\t\\n\\u000b\\f\\r\\ufeff\\p{Zs}\\u2028\\u2029]").freeze();

  /** As many as there are names of properties. */
  private static final Map<String, UnicodeSet> FOUND = new ConcurrentHashMap<>();

  private static final Map<UnicodeSet, UnicodeSet> CLOSED = new ConcurrentHashMap<>();

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
   * A class of its own. Where RE2 compares without case it would go over each of its characters, so
   * it is told those that differ in case.
   */
  static String alone(UnicodeSet set, boolean others, boolean withoutCase) {
    String sign = others ? "[^" : "[";
    return withoutCase
        ? "(?-i:" + sign + ranges(CLOSED.computeIfAbsent(set, UnicodeProperty::closed)) + "])"
        : sign + ranges(set) + "]";
  }

  private static UnicodeSet closed(UnicodeSet set) {
    return new UnicodeSet(set).closeOver(UnicodeSet.SIMPLE_CASE_INSENSITIVE).freeze();
  }

  /**
   * The name by which RE2 has its own table of a property. In a class that is compared without case
   * it goes over each character of any other.
   */
  static String ofRe2(String name) {
    String value = name.substring(name.indexOf('=') + 1);
    try {
      int category = UCharacter.getPropertyValueEnum(UProperty.GENERAL_CATEGORY_MASK, value);
      return UCharacter.getPropertyValueName(
          UProperty.GENERAL_CATEGORY_MASK, category, UProperty.NameChoice.SHORT);
    } catch (IllegalArgumentException _) {
      return script(value);
    }
  }

  private static String script(String value) {
    try {
      int script = UCharacter.getPropertyValueEnum(UProperty.SCRIPT, value);
      return UCharacter.getPropertyValueName(UProperty.SCRIPT, script, UProperty.NameChoice.LONG);
    } catch (IllegalArgumentException _) {
      return value;
    }
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
      append(range.codepoint, ranges);
      if (range.codepointEnd > range.codepoint) {
        append(range.codepointEnd, ranges.append('-'));
      }
    }
    return ranges.toString();
  }

  /** As itself where it can't be a sign of the pattern: RE2 copies what is left for each escape. */
  private static void append(int c, StringBuilder ranges) {
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    if (c >= FIRST_BEYOND_ASCII && !surrogate) {
      ranges.appendCodePoint(c);
    } else {
      ranges.append("\\x{").append(Integer.toHexString(c)).append('}');
    }
  }
}
