package dev.herald.server.schedule;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule fires, as an operator writes it: {@code cron}, or {@code times} of days.
 *
 * @param cron minute, hour, day of month, month, day of week
 * @param times of a day
 * @param days on which days; left out: every day
 * @param day of {@code month-day} and {@code month-workday}: from 1, or from the end, -1 is the
 *     last
 * @param otherwise of {@code month-day}: what to do where it is no workday; left out: keep
 */
public record RuleSpec(
    @Schema(example = "0 9 * * MON-FRI") @Nullable String cron,
    @ArraySchema(schema = @Schema(example = "09:00")) @Nullable List<String> times,
    @Schema(allowableValues = {"every-day", "workdays", "rest-days", "month-day", "month-workday"})
        @Nullable String days,
    @Schema(minimum = "-31", maximum = "31") @Nullable Integer day,
    @Schema(allowableValues = {"keep", "next", "previous", "skip"}) @Nullable String otherwise) {}
