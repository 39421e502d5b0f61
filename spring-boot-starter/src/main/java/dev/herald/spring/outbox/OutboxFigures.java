package dev.herald.spring.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is in the outbox.
 *
 * @param waiting rows to be forwarded, counted up to 10,000
 * @param oldest how long the oldest of them waits; zero when there is none
 * @param parked rows that Herald refuses, counted up to 10,000
 * @param parkedReason why the last one was parked: the type of the problem and the fields, without
 *     what they quote; null when none is
 * @param trouble why nothing is forwarded at the moment; null when all is well
 */
public record OutboxFigures(
    long waiting,
    Duration oldest,
    long parked,
    @Nullable String parkedReason,
    @Nullable String trouble) {}
