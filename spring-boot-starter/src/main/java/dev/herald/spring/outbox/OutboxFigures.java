package dev.herald.spring.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The size of the outbox.
 *
 * @param waiting rows to be forwarded, counted up to 10,000
 * @param oldest how long the oldest of them has waited; zero when there is none
 * @param parked rows that Herald refuses, counted up to 10,000
 * @param parkedReason why the last one was parked: the type of the problem and the fields, without
 *     what they quote; null when none is
 * @param trouble why nothing is forwarded at the moment; null when it works
 */
public record OutboxFigures(
    long waiting,
    Duration oldest,
    long parked,
    @Nullable String parkedReason,
    @Nullable String trouble) {}
