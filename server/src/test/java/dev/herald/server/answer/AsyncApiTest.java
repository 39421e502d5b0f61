package dev.herald.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.task.MessageState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The AsyncAPI document says what the code reads and writes. Its form the console's tests check.
 */
class AsyncApiTest {
  private static final Set<String> KEYWORDS =
      Set.of(
          "$ref",
          "type",
          "description",
          "format",
          "pattern",
          "enum",
          "const",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "allOf",
          "oneOf",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minimum");

  private final JsonNode document = AsyncApi.document();

  @Test
  void every_reference_leads_somewhere() {
    List<String> references = new ArrayList<>();
    collect(document, references);

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(document.at(each.substring(1)).isMissingNode()).as(each).isFalse());
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.path("$ref").isString()) {
      references.add(node.path("$ref").asString());
    }
    node.forEach(each -> collect(each, references));
  }

  /** An unquoted comma in a line of YAML makes a keyword of what follows it. */
  @Test
  void its_schemas_have_no_other_words_than_those_of_json_schema() {
    document
        .at("/components/schemas")
        .properties()
        .forEach(each -> check(each.getKey(), each.getValue()));
  }

  private static void check(String place, JsonNode schema) {
    assertThat(KEYWORDS).as(place).containsAll(schema.propertyNames());
    schema
        .path("properties")
        .properties()
        .forEach(each -> check(place + "." + each.getKey(), each.getValue()));
    schema.path("oneOf").forEach(each -> check(place + " oneOf", each));
    if (schema.has("items")) {
      check(place + "[]", schema.path("items"));
    }
  }

  @Test
  void it_has_every_type_of_event_and_every_state() {
    Set<String> types = new TreeSet<>();
    for (JsonNode message : document.at("/components/messages")) {
      JsonNode type =
          document.at(message.at("/payload/$ref").asString().substring(1)).at("/properties/type");
      type.path("enum").forEach(each -> types.add(each.asString()));
      if (type.has("const")) {
        types.add(type.path("const").asString());
      }
    }
    Set<String> written = new TreeSet<>(AnswerTypes.ALL);
    written.add(AnswerTypes.TEST);

    assertThat(types).isEqualTo(written);
    assertThat(texts(document.at("/components/schemas/MessageData/properties/state/enum")))
        .isEqualTo(
            Arrays.stream(MessageState.values())
                .filter(state -> state != MessageState.SENDING)
                .map(Enum::name)
                .collect(Collectors.toSet()));
  }

  private static Set<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
  }

  @Test
  void a_submission_by_queue_is_one_by_call_with_a_key_of_its_own() throws IOException {
    JsonNode api =
        JsonMapper.shared().readTree(Files.readString(Path.of("../console/openapi.json")));
    JsonNode called = api.at("/components/schemas/Submission");
    JsonNode queued = document.at("/components/schemas/Submission");
    Set<String> fields = new TreeSet<>(called.path("properties").propertyNames());
    fields.add("idempotencyKey");

    assertThat(new TreeSet<>(queued.path("properties").propertyNames())).isEqualTo(fields);
    assertThat(texts(queued.path("required"))).isEqualTo(texts(called.path("required")));
    for (String field : called.path("properties").propertyNames()) {
      assertThat(queued.at("/properties/%s/maxLength".formatted(field)))
          .as(field)
          .isEqualTo(called.at("/properties/%s/maxLength".formatted(field)));
    }
  }
}
