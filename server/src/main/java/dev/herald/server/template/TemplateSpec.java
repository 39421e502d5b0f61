package dev.herald.server.template;

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
    @Nullable String tenant,
    @Nullable String channel,
    @Nullable String locale,
    @Nullable JsonNode content,
    @Nullable String note) {}
