package dev.herald.server.limit.shift;

import dev.herald.server.reason.ShiftReason;

/**
 * A source gets more or less than before.
 *
 * @param before percent of its weight
 * @param share percent of its weight from now on
 */
public record Shift(int before, int share, ShiftReason reason) {}
