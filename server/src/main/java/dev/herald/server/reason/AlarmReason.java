package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is amiss, as an alarm tells it. */
public sealed interface AlarmReason extends Reason {

  record FailuresFrequent(
      String application,
      String node,
      String channel,
      long percent,
      long failed,
      long ended,
      int minutes)
      implements AlarmReason {}

  /**
   * @param minutes the whole ones of the seconds
   */
  record LaneWaitsLong(String lane, long seconds, long minutes, long waiting)
      implements AlarmReason {
    public LaneWaitsLong(String lane, Duration waited, long waiting) {
      this(lane, waited.toSeconds(), waited.toMinutes(), waiting);
    }
  }

  record SourceThrottledOften(String source, long percent, long throttled, long calls, int minutes)
      implements AlarmReason {}

  /**
   * @param minutes until it is reached; 0: it is
   * @param node which grows fastest; null: none grows
   */
  record CapComesNear(String source, String cap, long minutes, @Nullable String node)
      implements AlarmReason {}

  record OutcomesUnknown(String source, long count) implements AlarmReason {}

  record QuarantineGrows(String queue, long count, int minutes) implements AlarmReason {}

  record VolumeSudden(String application, String node, long count, long usual, int minutes)
      implements AlarmReason {}

  record NodeSilent(String application, String node, long usual) implements AlarmReason {}

  record ProcessLost(String process, Instant since) implements AlarmReason {}

  record DiskFills(String process, long percent) implements AlarmReason {}

  /**
   * @param waiting messages that it holds back
   */
  record SourceStandsStill(String source, long waiting, @Nullable Instant since)
      implements AlarmReason {}

  record SourceRefusesAll(String source, long calls, int minutes) implements AlarmReason {}

  record ScheduleMissedFires(String schedule, int fires) implements AlarmReason {}

  record JobFailsAgain(String job, int failures) implements AlarmReason {}

  /**
   * @param percent of the budget of this month
   */
  record BudgetUsed(String application, long percent, String perMonth, String currency)
      implements AlarmReason {}

  /**
   * @param hours until it is used up, at the present pace
   */
  record PackageRunsOut(String source, long left, long hours) implements AlarmReason {}

  /**
   * @param left an amount of money
   * @param hours until it is used up, at the present pace
   */
  record BalanceRunsOut(String source, String left, String currency, long hours)
      implements AlarmReason {}

  /**
   * @param percent of what was sent in the last hour that was reported on
   * @param usual in the week before
   */
  record ReceiptsStay(String source, long sent, long percent, long usual) implements AlarmReason {}

  record SuppressionsGrow(String channel, long count, int minutes) implements AlarmReason {}

  /**
   * @param numbers that it is about, masked
   */
  record CodesPumped(String application, String node, String numbers, long count, int minutes)
      implements AlarmReason {}

  record KeyEnds(String application, String key, Instant at) implements AlarmReason {}

  record SecretEnds(String source, String setting, Instant at) implements AlarmReason {}

  record CertificateEnds(String host, Instant at) implements AlarmReason {}

  record CodesNotUsed(
      String application, String node, long percent, long used, long sent, int minutes)
      implements AlarmReason {}
}
