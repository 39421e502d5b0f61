package dev.herald.channels.definition.read;

import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.pattern.LinearPattern;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the {@code source:} section: what a sending account is made of. */
public final class SourceReader {
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

  private SourceReader() {}

  public static List<SourceField> fields(Section source) {
    List<SourceField> fields = new ArrayList<>();
    source.forEachSection((name, section) -> fields.add(field(name, section)));
    return fields;
  }

  private static SourceField field(String name, Section section) {
    section.only(Known.FIELD);
    if (!FIELD.matcher(name).matches()) {
      section.problem(new DefinitionReason.FormWrong(Form.FIELD_NAME));
    }
    LinearPattern pattern = section.parsed("pattern", SourceReader::pattern);
    String fallback = section.text("fallback");
    if (pattern != null && fallback != null && !pattern.isAllOf(fallback)) {
      section.problem("fallback", new DefinitionReason.FallbackUnfit());
    }
    return new SourceField(
        name,
        section.section("label").allTexts(),
        section.flag("secret"),
        section.flag("required"),
        pattern == null ? null : section.text("pattern"),
        fallback,
        section.section("help").allTexts(),
        !section.flag("secret"));
  }

  private static LinearPattern pattern(String regex) throws Misfit {
    try {
      return LinearPattern.of(regex);
    } catch (LinearPattern.Unusable unusable) {
      throw new Misfit(unusable.reason());
    }
  }
}
