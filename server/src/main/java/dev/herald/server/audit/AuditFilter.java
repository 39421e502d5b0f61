package dev.herald.server.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list; null: any.
 *
 * @param actor its name
 * @param action as recorded, or its kind alone: {@code user} for {@code user.created} and the like
 * @param subject as recorded: {@code tenant:acme}
 * @param from at or after
 * @param to before
 * @param before only positions below
 */
public record AuditFilter(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subject,
    @Nullable Instant from,
    @Nullable Instant to,
    long before) {}
