package dev.herald.server.template;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A template as an operator writes it.
 *
 * @param tenant a tenant's code; for every tenant unless said
 * @param locale the node's unless said
 * @param content by its kind: {@code {subject, html, text}}, {@code {text}}, {@code {title,
 *     markdown}}, {@code {template, params, preview}} or {@code {type, json}}
 * @param note why it was changed
 */
public record TemplateSpec(
    @Schema(maxLength = 64, example = "hengtong") @Nullable String tenant,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "email")
        @Nullable String channel,
    @Schema(example = "en") @Nullable String locale,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable JsonNode content,
    @Schema(maxLength = 500) @Nullable String note) {}
