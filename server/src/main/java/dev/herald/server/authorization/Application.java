package dev.herald.server.authorization;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upstream business system that sends. Every message belongs to one.
 *
 * @param code unique, for example {@code esop}
 * @param owner the person to ask about it
 * @param contact how to reach the owner or the team
 * @param rate how many messages it may submit, for example {@code 50 per second}; null: any
 * @param quota likewise, over a longer time: {@code 100000 per day}
 * @param holdsSurges whether a node that sends far more than usual waits for somebody's word
 * @param weeklyReport whether its owner is sent figures each week
 */
public record Application(
    UUID id,
    String code,
    String name,
    String owner,
    @Nullable String team,
    @Nullable String contact,
    @Nullable String rate,
    @Nullable String quota,
    boolean holdsSurges,
    boolean weeklyReport) {}
