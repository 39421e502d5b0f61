package dev.herald.server.directory;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as an operator writes it.
 *
 * @param locale a BCP 47 tag, for example {@code zh-CN}
 * @param zone an IANA name, for example {@code Asia/Shanghai}
 * @param weight its share where messages wait, 1 to 100; left out: 1
 * @param color of the pages that its people see, like {@code #1a73e8}; left out: Herald's own
 * @param quietHours when its people are left in peace, on their own clocks; left out: never
 */
public record TenantSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 100,
            example = "恒通科技")
        @Nullable String name,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "zh-CN") @Nullable String locale,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Asia/Shanghai")
        @Nullable String zone,
    @Schema(minimum = "1", maximum = "100") @Nullable Integer weight,
    @Schema(example = "#1a73e8") @Nullable String color,
    @Nullable QuietHours quietHours) {}
