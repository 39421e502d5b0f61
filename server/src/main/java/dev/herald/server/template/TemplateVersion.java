package dev.herald.server.template;

import dev.herald.server.schema.VariableSchema;
import dev.herald.server.template.language.TemplateBody;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One state of a template, never changed once it is made. It carries all that rendering it needs,
 * so that a message can be sent again as it was however the node has changed since.
 *
 * @param number counted from 1 in its template
 * @param schema the node's when this was made: how variables are shown and which are secret
 */
public record TemplateVersion(
    UUID id,
    Template template,
    int number,
    TemplateBody body,
    VariableSchema schema,
    Origin origin) {

  /**
   * Where a version comes from.
   *
   * @param author who made it, as callers are named
   */
  public record Origin(String author, Instant at, @Nullable String note) {}

  /** The variables as they may be shown: {@code (secret)} in the place of each secret one. */
  public JsonNode masked(JsonNode data) {
    return schema.masked(data);
  }
}
