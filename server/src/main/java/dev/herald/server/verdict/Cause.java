package dev.herald.server.verdict;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why somebody has no message, as far as anybody can tell: the rule or the answer behind it. */
public sealed interface Cause extends Reason {

  // --- it waits ---

  record NotItsTime(Instant dueAt) implements Cause {}

  record AboutToGo() implements Cause {}

  record WaitsForDigest(Instant at) implements Cause {}

  record HeldInQuietHours(String from, String to, String zone, @Nullable Instant until)
      implements Cause {}

  record BehindOthers(String channel, int ahead, boolean more) implements Cause {}

  record CapFull(String source, List<String> caps, @Nullable Instant until) implements Cause {}

  /** So many calls to the source are open that no more is begun. */
  record SourceFull(String source) implements Cause {}

  record BreakerOpen(String source) implements Cause {}

  record ProviderClosed(String source) implements Cause {}

  record ReceiverBusy(String source) implements Cause {}

  /**
   * @param kind {@code NODE} or {@code LANE}
   */
  record HeldByPause(
      String kind, String key, String by, @Nullable Instant since, @Nullable String reason)
      implements Cause {}

  /** Its node sent far more than usual; somebody is to say whether it goes. */
  record HeldBySurge(String key, long count, long usual, int minutes) implements Cause {}

  /**
   * @param by who paused the last of them; null, as is {@code since}: not known
   */
  record HeldBySources(
      List<String> sources, @Nullable String by, @Nullable Instant since, @Nullable String reason)
      implements Cause {}

  record CallThrottled(Reason why, @Nullable Instant until) implements Cause {}

  record TriesAgain(Reason why, @Nullable Instant until) implements Cause {}

  record SealBroken() implements Cause {}

  record BeingSent() implements Cause {}

  // --- it went out ---

  /**
   * @param message the digest
   */
  record InDigest(String message) implements Cause {}

  record TakenUnreported(@Nullable String source) implements Cause {}

  record NotFetched(String feed) implements Cause {}

  record ArrivedUnread(@Nullable Instant at) implements Cause {}

  record ArrivedAndRead(@Nullable Instant at) implements Cause {}

  record OutcomeOpen(Reason why) implements Cause {}

  // --- the address ---

  record AddressWrong(Reason why) implements Cause {}

  record AddressBlacklisted(Reason why) implements Cause {}

  record CarrierRefused(Reason why) implements Cause {}

  record PhoneUnreachable(Reason why) implements Cause {}

  record OptedOutThere(Reason why) implements Cause {}

  record DailyCapReached(Reason why, @Nullable Instant until) implements Cause {}

  record TooFrequent(Reason why, @Nullable Instant until) implements Cause {}

  record QuietHoursThere(Reason why, @Nullable Instant until) implements Cause {}

  // --- what it says, and who sends it ---

  record TemplateRefused(Reason why) implements Cause {}

  record SignatureRefused(Reason why) implements Cause {}

  record ContentRefused(Reason why) implements Cause {}

  record ContentTooLong(Reason why) implements Cause {}

  record NotRendered(Reason why) implements Cause {}

  record CredentialsWrong(Reason why) implements Cause {}

  record BalanceUsedUp(Reason why) implements Cause {}

  record NoSourceFits(Reason why) implements Cause {}

  record ProviderSlow(Reason why) implements Cause {}

  record ProviderAway(Reason why) implements Cause {}

  record ErrorOfHerald(Reason why) implements Cause {}

  /** Nothing was told of it in time, so that it went by the next channel, too. */
  record WentOnWithoutNews(String channel, String after, String unless) implements Cause {}

  record ContinuedBy(String channel, Reason why) implements Cause {}

  // --- it was not to be sent ---

  /**
   * @param heldBy what held it back until then; null: nothing that is known
   */
  record ExpiredUnsent(@Nullable Instant expiresAt, @Nullable Reason heldBy) implements Cause {}

  record CalledOff(@Nullable String by) implements Cause {}

  record TakenBack(@Nullable String by) implements Cause {}

  record AddressBounced(@Nullable Instant since) implements Cause {}

  record DeviceGone(@Nullable Instant since) implements Cause {}

  record PersonComplained(@Nullable Instant since) implements Cause {}

  record PersonOptedOut(@Nullable Instant since) implements Cause {}

  /**
   * By a preference: on the page, by the button of a mail, or by the application.
   *
   * @param topic null: every one
   * @param channel null: every one
   */
  record NotWanted(@Nullable String topic, @Nullable String channel, @Nullable Instant since)
      implements Cause {}

  record FrequencyCapReached(String topic, int most, String day) implements Cause {}

  record CameInQuietHours(String from, String to, String zone) implements Cause {}

  record ListedByHand(@Nullable Instant since) implements Cause {}

  record NotOnGuestList() implements Cause {}

  record OtherReason(Reason why) implements Cause {}

  // --- there is no message ---

  record RepeatOfEarlier(Instant at, String message, String node) implements Cause {}

  /**
   * @param node null: it named none
   * @param fields which are wrong
   */
  record SubmissionRefused(Instant at, @Nullable String node, Reason why, List<String> fields)
      implements Cause {}

  record SubmissionQuarantined(Instant at, String queue, List<String> fields) implements Cause {}

  record SimilarReference(String reference, Instant at) implements Cause {}

  /**
   * @param application that was asked about; null: any
   */
  record NothingCame(@Nullable String application) implements Cause {}
}
