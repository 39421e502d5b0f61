package dev.herald.channels.definition;

import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channels.pattern.LinearPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the {@code source:} section: what a sending account is made of. */
final class SourceReader {
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

  private SourceReader() {}

  static List<SourceField> fields(Section source) {
    List<SourceField> fields = new ArrayList<>();
    source.forEachSection((name, section) -> fields.add(field(name, section)));
    return fields;
  }

  private static SourceField field(String name, Section section) {
    section.only(Known.FIELD);
    if (!FIELD.matcher(name).matches()) {
      section.problem("a field's name must be letters and digits, the first one lower case");
    }
    String pattern = section.parsed("pattern", SourceReader::pattern);
    String fallback = section.text("fallback");
    if (pattern != null && fallback != null && !linear(pattern).isAllOf(fallback)) {
      section.problem("fallback", "does not match the field's own pattern");
    }
    return new SourceField(
        name,
        section.section("label").allTexts(),
        section.flag("secret"),
        section.flag("required"),
        pattern,
        fallback,
        section.section("help").allTexts(),
        !section.flag("secret"));
  }

  private static String pattern(String regex) {
    linear(regex);
    return regex;
  }

  private static LinearPattern linear(String regex) {
    try {
      return LinearPattern.of(regex);
    } catch (LinearPattern.Unusable unusable) {
      throw new IllegalArgumentException(
          "%s; expected %s".formatted(unusable.reason(), unusable.expected()), unusable);
    }
  }
}
