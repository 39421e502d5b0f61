package dev.herald.server.node;

import dev.herald.server.directory.QuietHours;
import dev.herald.server.template.TemplateSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A node as an operator writes it.
 *
 * @param lane {@code normal} unless said
 * @param plan {@code email}, {@code {every: […]}} or {@code {fallback: […]}}
 * @param escalateAfter with {@code fallback}: the next channel is used too when nothing was told of
 *     a message by then, like {@code 10m}, at most 7 days; left out: only once a channel fails
 * @param escalateUnless what has to be told in time: {@code delivered} unless said, or {@code
 *     read}, which few channels tell
 * @param schema of the variables, see {@code VariableSchema}; no variables unless said
 * @param dedupWindow like {@code 24h}, at most 7 days; off unless said
 * @param expiry like {@code 15m}, at most 30 days; never unless said
 * @param retention how long its messages are kept, like {@code 90d}, in whole days, 1 to 3650; as
 *     long as the server usually keeps messages unless said
 * @param reachesSuppressed whether its messages go to addresses on the suppression list too; only
 *     in the critical lane, for login codes; false unless said
 * @param topic what it is about to a person, one of {@code /v1/topics}; left out: one of its own
 * @param exempt whether its messages heed nothing of what people want; only in the critical lane,
 *     for login codes; false unless said
 * @param quiet what it does in quiet hours: {@code hold} until they end, {@code drop} or {@code
 *     send}; left out: {@code send} in the critical lane, else {@code hold}
 * @param quietHours its own, on the recipient's clock; left out: its tenant's
 * @param digest gathers what comes for one recipient into one message, so long after the first,
 *     like {@code 30m}, at most 7 days, or when its clock shows a time, like {@code 09:00}; its
 *     templates have {@code items}, a list of the variables of each, {@code count}, and those of
 *     the newest; left out: each goes alone
 * @param locale the language of last resort
 * @param templates to be published with it; those left out stay as they are
 */
public record NodeSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 100,
            example = "Shares have vested")
        @Nullable String name,
    @Schema(example = "normal") @Nullable String lane,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable JsonNode plan,
    @Schema(example = "10m") @Nullable String escalateAfter,
    @Schema(allowableValues = {"delivered", "read"}) @Nullable String escalateUnless,
    @Nullable JsonNode schema,
    @Schema(example = "24h") @Nullable String dedupWindow,
    @Schema(example = "3d") @Nullable String expiry,
    @Schema(example = "90d") @Nullable String retention,
    @Nullable Boolean reachesSuppressed,
    @Schema(example = "newsletter") @Nullable String topic,
    @Nullable Boolean exempt,
    @Schema(allowableValues = {"hold", "drop", "send"}) @Nullable String quiet,
    @Nullable QuietHours quietHours,
    @Schema(example = "09:00") @Nullable String digest,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "en") @Nullable String locale,
    @Nullable List<@Nullable TemplateSpec> templates) {}
