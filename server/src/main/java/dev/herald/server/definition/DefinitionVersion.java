package dev.herald.server.definition;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One state of a definition, never changed once it is made.
 *
 * @param number counted from 1 for each connector
 * @param author who made it, as callers are named
 * @param publishedAt when it was published last; null: never
 */
record DefinitionVersion(
    UUID id,
    String connector,
    int number,
    String yaml,
    String author,
    @Nullable String note,
    Instant createdAt,
    @Nullable Instant publishedAt) {}
