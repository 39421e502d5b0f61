package dev.herald.server.reason;

import dev.herald.channel.Reason;

/** What is wrong with a schedule or a calendar, and why one of its fires did not send. */
public sealed interface ScheduleFault extends Reason {

  record RuleMissing() implements ScheduleFault {}

  record CronInvalid(String value) implements ScheduleFault {}

  record RuleNeverFires() implements ScheduleFault {}

  record DayOfMonthInvalid(int most) implements ScheduleFault {}

  record TargetWrong() implements ScheduleFault {}

  record AudienceWrong() implements ScheduleFault {}

  record DayTwice(String day) implements ScheduleFault {}

  record FireMissed() implements ScheduleFault {}

  record FireOverlaps() implements ScheduleFault {}

  record AnswerTooLong(int bytes) implements ScheduleFault {}

  record AnswerUnreadable() implements ScheduleFault {}
}
