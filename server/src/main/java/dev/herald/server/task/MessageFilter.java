package dev.herald.server.task;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to list; null and empty: any.
 *
 * @param destinations full addresses, normalised; one of them
 * @param from accepted at or after
 * @param to accepted before
 * @param before the id that the last page ended with
 */
public record MessageFilter(
    @Nullable UUID applicationId,
    @Nullable UUID nodeId,
    @Nullable UUID tenantId,
    Set<UUID> recipientIds,
    Set<String> destinations,
    @Nullable String channel,
    @Nullable MessageState state,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable UUID before) {}
