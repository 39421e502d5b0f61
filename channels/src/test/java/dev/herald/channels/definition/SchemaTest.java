package dev.herald.channels.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channels.definition.answer.Verdict;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.value.ContentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published JSON Schema, by which editors complete definitions, knows what the parser knows.
 */
class SchemaTest {
  private static final JsonNode SCHEMA = schema();

  private static JsonNode schema() {
    try {
      return JsonMapper.shared()
          .readTree(Files.readString(Path.of("../docs/connector.schema.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachSectionHasTheParsersMembersAndNoOthers(Known section) {
    JsonNode written =
        section == Known.DEFINITION ? SCHEMA : SCHEMA.path("$defs").path(camelCase(section));

    assertThat(written.path("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(section.members());
    assertThat(written.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(written.path("properties"))
        .allSatisfy(member -> assertThat(member.path("description").asString("")).isNotEmpty());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(SCHEMA.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(SCHEMA.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
  }

  @Test
  void classesAndKindsAreTheEnginesOwn() {
    assertThat(words(SCHEMA.at("/$defs/error/properties/class/enum")))
        .containsExactlyInAnyOrderElementsOf(Verdict.WORDS);
    assertThat(words(SCHEMA.at("/properties/contents/oneOf/0/items/enum")))
        .containsExactlyInAnyOrderElementsOf(ContentKind.WORDS);
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static String camelCase(Known section) {
    String[] words = section.name().toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }
}
