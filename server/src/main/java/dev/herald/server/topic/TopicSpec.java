package dev.herald.server.topic;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A topic as an operator writes it.
 *
 * @param name as people read it; in one language at least
 */
public record TopicSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "{\"en\": \"Newsletter\", \"zh\": \"资讯\"}")
        @Nullable Name name) {

  /** By language. */
  @Schema(name = "TopicName")
  public record Name(@Nullable String en, @Nullable String zh) {}
}
