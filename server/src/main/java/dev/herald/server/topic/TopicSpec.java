package dev.herald.server.topic;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A topic as an operator writes it.
 *
 * @param name as people read it; in one language at least
 * @param perDay how often a person may be sent it on a day of its own clock; left out: any number
 */
public record TopicSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "{\"en\": \"Newsletter\", \"zh\": \"资讯\"}")
        @Nullable Name name,
    @Schema(minimum = "1", maximum = "100") @Nullable Integer perDay) {

  /** By language. */
  @Schema(name = "TopicName")
  public record Name(@Nullable String en, @Nullable String zh) {}
}
