package dev.herald.server.directory;

import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company whose people receive.
 *
 * @param code unique, for example {@code acme}
 * @param locale the language of its messages unless a recipient has another
 * @param zone the time zone that its dates and times are shown in
 * @param weight its share beside the other tenants' where messages wait, 1 to 100
 * @param color of the pages that its people see, {@code #rrggbb}; null: Herald's own
 * @param quietHours when its people are left in peace; null: never
 */
public record Tenant(
    UUID id,
    String code,
    String name,
    Locale locale,
    ZoneId zone,
    int weight,
    @Nullable String color,
    @Nullable QuietHours quietHours) {}
