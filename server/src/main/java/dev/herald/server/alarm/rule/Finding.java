package dev.herald.server.alarm.rule;

import dev.herald.channel.Reason;

/**
 * What a probe found, good or bad: the rule decides.
 *
 * @param value in the unit of the kind
 * @param reason what is amiss, if the rule says so
 */
public record Finding(AlarmKind kind, Subject subject, double value, Reason reason) {}
