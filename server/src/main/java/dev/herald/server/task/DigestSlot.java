package dev.herald.server.task;

import java.time.Instant;

/**
 * When a message goes out inside its recipient's digest.
 *
 * @param from it is in no digest that goes before
 * @param at when its digest goes, unless an earlier member's goes first
 */
public record DigestSlot(Instant from, Instant at) {}
