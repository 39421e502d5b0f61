package dev.herald.server.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A definition as an operator writes it.
 *
 * @param yaml the definition, at most 256 KB
 * @param note why it was changed
 */
public record DefinitionSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "The definition, in YAML",
            example = "connector: tiger\nchannel: app-push\n")
        @Nullable String yaml,
    @Schema(maxLength = 500) @Nullable String note) {}
