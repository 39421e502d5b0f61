package dev.herald.server.template;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A template version as it is shown. */
public record VersionView(
    UUID id,
    UUID template,
    int number,
    String channel,
    String locale,
    JsonNode content,
    String author,
    Instant createdAt,
    @Nullable String note) {

  public static VersionView of(TemplateVersion version) {
    return new VersionView(
        version.id(),
        version.template().id(),
        version.number(),
        version.template().channel().name(),
        version.template().locale().toLanguageTag(),
        BodyJson.write(version.body()),
        version.origin().author(),
        version.origin().at(),
        version.origin().note());
  }
}
