package dev.herald.server.alarm.rule;

import java.util.EnumSet;
import java.util.Set;

/** What alarms there are, each with the rule that holds where no other is set. */
public enum AlarmKind {
  /** Percent of a node's messages on a channel that fail. */
  FAILURE_RATE(Bound.AT_LEAST, 20, 0, Severity.CRITICAL),
  /** Seconds that the oldest message of a lane has waited; lanes have defaults of their own. */
  LANE_AGE(Bound.AT_LEAST, 600, 0, Severity.CRITICAL),
  /** Percent of the calls to a source that its provider refuses because they are too many. */
  THROTTLED_SHARE(Bound.AT_LEAST, 30, 60, Severity.WARNING),
  /** Minutes until a cap of a source is reached. */
  CAP_FORECAST(Bound.AT_MOST, 10, 0, Severity.WARNING),
  /** Messages of a source of which nobody knows what became. */
  UNKNOWN_COUNT(Bound.AT_LEAST, 20, 60, Severity.WARNING),
  /** Records of a queue that could not be taken in ten minutes. */
  QUARANTINE_GROWTH(Bound.AT_LEAST, 10, 0, Severity.WARNING),
  /** How many times as much as usual a node sends. */
  SUDDEN_VOLUME(Bound.AT_LEAST, 10, 0, Severity.WARNING),
  /** Messages that a node usually sends in this hour and the last, when it sent none. */
  SILENCE(Bound.AT_LEAST, 20, 0, Severity.WARNING),
  /** Seconds without a sign of life. */
  PROCESS_GONE(Bound.AT_LEAST, 20, 0, Severity.CRITICAL),
  /** Percent of a disk's room that are left. */
  DISK(Bound.AT_MOST, 10, 0, Severity.CRITICAL),
  /** Messages that a source holds back which sends nothing. */
  SOURCE_STILL(Bound.AT_LEAST, 1, 10, Severity.CRITICAL),
  /** Calls to a source in five minutes of which it took none. */
  SOURCE_REFUSES(Bound.AT_LEAST, 5, 0, Severity.CRITICAL),
  /** How often in a row a job failed. */
  JOB_FAILING(Bound.AT_LEAST, 3, 0, Severity.WARNING),
  /** Times of a schedule in an hour at which it did not send, or could not. */
  SCHEDULE_MISSED(Bound.AT_LEAST, 1, 0, Severity.WARNING),
  /** Percent of an application's budget of this month. */
  BUDGET_NEAR(Bound.AT_LEAST, 80, 0, Severity.WARNING),
  /** As above, when it is used up. */
  BUDGET_SPENT(Bound.AT_LEAST, 100, 0, Severity.CRITICAL),
  /** Hours until a source's package is used up. */
  PACKAGE_LOW(Bound.AT_MOST, 24, 0, Severity.WARNING),
  /** Percent of the usual share of messages that a provider reports on. */
  RECEIPT_DROP(Bound.AT_MOST, 50, 300, Severity.WARNING),
  /** Addresses of a channel that came onto the suppression list in an hour. */
  SUPPRESSION_GROWTH(Bound.AT_LEAST, 100, 0, Severity.WARNING),
  /** Codes to one number in ten minutes; of a block of numbers, a tenth of them. */
  CODE_PUMPING(Bound.AT_LEAST, 10, 0, Severity.CRITICAL),
  /** Percent of the codes of an hour that were used, of a node that reports it. */
  CODES_UNUSED(Bound.AT_MOST, 10, 0, Severity.CRITICAL);

  private static final int ESCALATE_MINUTES = 15;

  /** Above it no value can be. */
  private static final Set<AlarmKind> PERCENT =
      EnumSet.of(FAILURE_RATE, THROTTLED_SHARE, DISK, RECEIPT_DROP, CODES_UNUSED);

  private final Bound bound;
  private final double threshold;
  private final int forSeconds;
  private final Severity severity;

  AlarmKind(Bound bound, double threshold, int forSeconds, Severity severity) {
    this.bound = bound;
    this.threshold = threshold;
    this.forSeconds = forSeconds;
    this.severity = severity;
  }

  /** On which side of the threshold it is bad. */
  enum Bound {
    AT_LEAST,
    AT_MOST
  }

  /** What it can be tuned for: what all that it is about has; {@link Scope#ALL} always. */
  Set<Scope> scopes() {
    return switch (this) {
      case FAILURE_RATE -> EnumSet.of(Scope.NODE, Scope.APPLICATION, Scope.CHANNEL, Scope.ALL);
      case SUDDEN_VOLUME, SILENCE, CODE_PUMPING, CODES_UNUSED ->
          EnumSet.of(Scope.NODE, Scope.APPLICATION, Scope.ALL);
      case LANE_AGE -> EnumSet.of(Scope.LANE, Scope.ALL);
      case BUDGET_NEAR, BUDGET_SPENT, SCHEDULE_MISSED -> EnumSet.of(Scope.APPLICATION, Scope.ALL);
      case SUPPRESSION_GROWTH -> EnumSet.of(Scope.CHANNEL, Scope.ALL);
      case THROTTLED_SHARE,
          CAP_FORECAST,
          UNKNOWN_COUNT,
          SOURCE_STILL,
          SOURCE_REFUSES,
          PACKAGE_LOW,
          RECEIPT_DROP ->
          EnumSet.of(Scope.SOURCE, Scope.CHANNEL, Scope.ALL);
      case QUARANTINE_GROWTH, PROCESS_GONE, DISK, JOB_FAILING -> EnumSet.of(Scope.ALL);
    };
  }

  /** The highest threshold that can ever be reached. */
  int most() {
    return PERCENT.contains(this) ? 100 : 1_000_000_000;
  }

  boolean isBad(double value, double threshold) {
    return switch (bound) {
      case AT_LEAST -> value >= threshold;
      case AT_MOST -> value <= threshold;
    };
  }

  Bound bound() {
    return bound;
  }

  Rule byDefault() {
    return new Rule(this, Scope.ALL, "", true, threshold, forSeconds, severity, ESCALATE_MINUTES);
  }
}
