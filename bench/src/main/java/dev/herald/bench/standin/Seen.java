package dev.herald.bench.standin;

import dev.herald.bench.report.Distribution;

/**
 * What came to one path.
 *
 * @param firstMicros time of day; 0 when nothing came
 * @param mostInASecond in any window of one second
 * @param age from the message's stamp until its arrival, of those that had one
 */
public record Seen(
    long count, long firstMicros, long lastMicros, int mostInASecond, Distribution age) {}
