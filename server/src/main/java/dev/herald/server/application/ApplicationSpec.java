package dev.herald.server.application;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An application as an operator writes it.
 *
 * @param owner the person to ask about it; must be there
 * @param contact how to reach the owner or the team
 * @param rate how many messages it may submit, for example {@code 50 per second}; left out: any
 * @param quota likewise, over a longer time: {@code 100000 per day}
 * @param holdsSurges whether messages of a node that sends far more than usual wait until somebody
 *     lets them go; left out: they do not
 * @param weeklyReport whether its owner is sent figures by mail each week; left out: not
 */
public record ApplicationSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 100,
            example = "ESOP")
        @Nullable String name,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 100,
            example = "Li Lei")
        @Nullable String owner,
    @Schema(maxLength = 100) @Nullable String team,
    @Schema(maxLength = 200) @Nullable String contact,
    @Schema(example = "50 per second") @Nullable String rate,
    @Schema(example = "100000 per day") @Nullable String quota,
    @Nullable Boolean holdsSurges,
    @Nullable Boolean weeklyReport) {}
