package dev.herald.server.alarm;

import dev.herald.channel.Reason;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Severity;
import dev.herald.server.alarm.rule.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is or was amiss.
 *
 * @param value as it was seen last
 * @param since when it was seen first
 * @param clearSince since when it is seen no more, while it still fires
 */
record Alarm(
    UUID id,
    AlarmKind kind,
    Subject subject,
    State state,
    Severity severity,
    Reason reason,
    double value,
    Instant since,
    @Nullable Instant firedAt,
    @Nullable Instant clearSince,
    @Nullable Instant resolvedAt,
    @Nullable Acknowledgement acknowledgement) {

  /** What an alarm goes through. */
  enum State {
    /** It is so, and not for long enough. */
    PENDING,
    FIRING,
    RESOLVED
  }

  /** That somebody knows. */
  record Acknowledgement(Instant at, String by, @Nullable String note) {}

  boolean isOf(Finding finding) {
    return kind == finding.kind() && subject.key().equals(finding.subject().key());
  }
}
