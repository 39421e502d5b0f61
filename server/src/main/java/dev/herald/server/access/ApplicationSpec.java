package dev.herald.server.access;

import org.jspecify.annotations.Nullable;

/**
 * An application as an operator writes it.
 *
 * @param owner the person to ask about it; must be there
 * @param contact how to reach the owner or the team
 */
public record ApplicationSpec(
    @Nullable String name,
    @Nullable String owner,
    @Nullable String team,
    @Nullable String contact) {}
