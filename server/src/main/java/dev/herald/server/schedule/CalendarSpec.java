package dev.herald.server.schedule;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company's calendar. All that is not named is as usual: Monday to Friday are workdays.
 *
 * @param holidays days without work: dates, or first and last as {@code 2026-10-01/2026-10-07}
 * @param workdays days of weekends that are worked (调休), written likewise
 */
public record CalendarSpec(
    @ArraySchema(schema = @Schema(example = "2026-10-01/2026-10-07"))
        @Nullable List<String> holidays,
    @ArraySchema(schema = @Schema(example = "2026-10-10")) @Nullable List<String> workdays) {}
