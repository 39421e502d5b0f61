package dev.herald.server.application;

import org.jspecify.annotations.Nullable;

/**
 * An application as an operator writes it.
 *
 * @param owner the person to ask about it; must be there
 * @param contact how to reach the owner or the team
 * @param rate how many messages it may submit, for example {@code 50 per second}; left out: any
 * @param quota likewise, over a longer time: {@code 100000 per day}
 */
public record ApplicationSpec(
    @Nullable String name,
    @Nullable String owner,
    @Nullable String team,
    @Nullable String contact,
    @Nullable String rate,
    @Nullable String quota) {}
