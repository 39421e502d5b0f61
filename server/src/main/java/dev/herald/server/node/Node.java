package dev.herald.server.node;

import dev.herald.server.schema.VariableSchema;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One business event of one application.
 *
 * @param code unique inside the application, for example {@code grant.vested}
 * @param lane the isolation class of its messages: {@code critical}, {@code normal}, {@code bulk}
 * @param escalation when its plan goes on although no channel failed; null: never
 * @param dedupWindow the same content to the same destination within it is one message; zero: off
 * @param expiry how long a message is worth sending, from its acceptance
 * @param retention how long its messages are kept, in whole days; null: as long as usual
 * @param courtesy what it heeds of what people want
 * @param reachesSuppressed whether its messages go to addresses on the suppression list too
 * @param locale the language of last resort
 */
public record Node(
    UUID id,
    UUID applicationId,
    String code,
    String name,
    String lane,
    ChannelPlan plan,
    ChannelPlan.@Nullable Escalation escalation,
    VariableSchema schema,
    Duration dedupWindow,
    @Nullable Duration expiry,
    @Nullable Duration retention,
    boolean reachesSuppressed,
    Courtesy courtesy,
    Locale locale) {

  /**
   * Of the variables of its templates: a digest's have those of its newest member, and a list of
   * what each carries.
   */
  public VariableSchema wording() {
    if (courtesy.digest() == null) {
      return schema;
    }
    ObjectNode whole = (ObjectNode) schema.json().deepCopy();
    ObjectNode item = (ObjectNode) schema.json().deepCopy();
    item.remove("$defs");
    alone(item);
    ObjectNode properties = whole.withObjectProperty("properties");
    properties
        .putObject("count")
        .put("type", "integer")
        .put("minimum", 1)
        .putArray("examples")
        .add(2);
    properties.putObject("items").put("type", "array").set("items", item);
    return VariableSchema.of(whole);
  }

  /** Nothing in a list is searched for. */
  private static void alone(JsonNode schema) {
    if (schema instanceof ObjectNode fields) {
      fields.remove("x-search");
    }
    schema.forEach(Node::alone);
  }
}
