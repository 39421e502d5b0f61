package dev.herald.server.upload;

import dev.herald.server.platform.csv.CsvForm;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that was brought.
 *
 * @param madeBy who brought it; nobody else sees it
 * @param form as it was found out
 * @param before when the same file was brought within a day before; null: it was not
 */
public record Upload(
    UUID id,
    String madeBy,
    Instant madeAt,
    String name,
    long bytes,
    CsvForm form,
    @Nullable Instant before) {}
