package dev.herald.server.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upstream business system that sends. Every message belongs to one.
 *
 * @param code unique, for example {@code esop}
 * @param owner the person to ask about it
 * @param contact how to reach the owner or the team
 */
public record Application(
    UUID id,
    String code,
    String name,
    String owner,
    @Nullable String team,
    @Nullable String contact) {}
