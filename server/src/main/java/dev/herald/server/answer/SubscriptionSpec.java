package dev.herald.server.answer;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook subscription as an editor writes it.
 *
 * @param url that events are posted to
 * @param types which events; left out or empty: all
 * @param nodes about which nodes, by code; left out or empty: all
 * @param enabled false: it hears nothing, and what waits for it is given up; left out: true
 */
record SubscriptionSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            maxLength = SubscriptionRules.LONGEST_URL,
            example = "https://esop.example.com/herald")
        @Nullable String url,
    @ArraySchema(uniqueItems = true, schema = @Schema(example = "dev.herald.message.failed"))
        @Nullable List<@Nullable String> types,
    @ArraySchema(
            uniqueItems = true,
            maxItems = SubscriptionRules.MOST_NODES,
            schema = @Schema(example = "grant.vested"))
        @Nullable List<@Nullable String> nodes,
    @Schema(defaultValue = "true") @Nullable Boolean enabled) {}
