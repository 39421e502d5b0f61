package dev.herald.server.alarm.rule;

import org.jspecify.annotations.Nullable;

/**
 * When an alarm fires.
 *
 * @param key of the scope; empty: all
 * @param threshold in the unit of the kind
 * @param forSeconds how long it must be so
 * @param escalateMinutes after how long without an acknowledgement others are told; null: never
 */
public record Rule(
    AlarmKind kind,
    Scope scope,
    String key,
    boolean enabled,
    double threshold,
    int forSeconds,
    Severity severity,
    @Nullable Integer escalateMinutes) {

  public boolean fires(Finding finding) {
    return enabled && kind.isBad(finding.value(), threshold);
  }

  Rule of(Scope otherScope, String otherKey, double otherThreshold) {
    return new Rule(
        kind, otherScope, otherKey, enabled, otherThreshold, forSeconds, severity, escalateMinutes);
  }
}
