package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a message's way went as it did, as far as Herald decides. */
public sealed interface TraceReason extends Reason {

  // --- steps ---

  record AcceptedWith(
      String lane, int template, String locale, @Nullable Instant dueAt, @Nullable String origin)
      implements TraceReason {}

  record TakenByProvider() implements TraceReason {}

  record FoundTaken() implements TraceReason {}

  record ReportedTaken() implements TraceReason {}

  record ReportedDelivered() implements TraceReason {}

  record ReportedRead() implements TraceReason {}

  record ReportedComplaint() implements TraceReason {}

  record AskedInVain(int times) implements TraceReason {}

  /**
   * @param reply where its words are kept
   * @param stop whether it says to send nothing more
   */
  record Replied(String reply, boolean stop) implements TraceReason {}

  record Cancelled(String by) implements TraceReason {}

  /**
   * @param from when it was due before; null: at once
   */
  record Rescheduled(String by, Instant dueAt, @Nullable Instant from) implements TraceReason {}

  record Recalled(String by) implements TraceReason {}

  /**
   * @param message that was taken back, and that it went in one call with
   */
  record RecalledWith(String by, String message) implements TraceReason {}

  record SentAnew() implements TraceReason {}

  record LookedAtUnmasked() implements TraceReason {}

  /**
   * @param feedback {@code CODE_USED}, {@code RECEIVED}, {@code NOT_RECEIVED} or {@code UNWANTED}
   */
  record FeedbackGiven(String feedback) implements TraceReason {}

  record ProcessGone(String process, int attempt) implements TraceReason {}

  record ProcessGoneHeld(String process, int attempt) implements TraceReason {}

  // --- what becomes of it in a feed or an inbox ---

  record FeedLeased(String feed, String consumer) implements TraceReason {}

  record FeedLeaseLapsed(String feed, String consumer, int deliveries) implements TraceReason {}

  record FeedGivenBack(String feed, String consumer) implements TraceReason {}

  record FeedAcked(String feed, String consumer, int deliveries) implements TraceReason {}

  record FeedDeliveriesUsedUp(String feed, int deliveries) implements TraceReason {}

  record FeedExpired(@Nullable Instant expiresAt) implements TraceReason {}

  record InboxRead() implements TraceReason {}

  // --- what follows from another reason ---

  record GivenUp(int attempts, Reason why) implements TraceReason {}

  record HeldAsUnknown(Reason why) implements TraceReason {}

  record AskedOften(Reason why, int times) implements TraceReason {}

  record GoesOnBy(Reason why, String channel) implements TraceReason {}

  /**
   * @param after how long it was waited for
   * @param unless {@code DELIVERED} or {@code READ}: what was not told until then
   * @param channel the next one
   */
  record Escalated(String after, String unless, String channel) implements TraceReason {}

  /**
   * @param message the digest
   */
  record WentInDigest(String message) implements TraceReason {}

  /**
   * @param messages the members of a digest
   */
  record GathersMessages(int count, List<String> messages) implements TraceReason {}

  record HeldForDigest(@Nullable Instant at) implements TraceReason {}

  record AfterWaiting(Reason why, int times, Reason before) implements TraceReason {}

  // --- why it is not sent ---

  record Expired(@Nullable Instant expiresAt) implements TraceReason {}

  record TemplateUnrenderable(Reason why) implements TraceReason {}

  record RenderingTooLong(int steps) implements TraceReason {}

  record RenderedTooLarge(int characters) implements TraceReason {}

  record RenderedEmpty(String part) implements TraceReason {}

  record NoPublishedTemplate() implements TraceReason {}

  record ConnectorMissing(String connector) implements TraceReason {}

  record NoSource(String channel) implements TraceReason {}

  /**
   * @param sources each with what it takes
   */
  record NoFittingSource(String channel, String content, String destination, String sources)
      implements TraceReason {}

  record CannotBeAsked() implements TraceReason {}

  /** Of a job whose filter was right when it was made. */
  record FilterInvalid(Reason why) implements TraceReason {}

  record ErrorInside(String error) implements TraceReason {}

  record DoesNotOpen() implements TraceReason {}

  /**
   * @param cause {@code BOUNCED}, {@code COMPLAINED}, {@code STOPPED}, {@code DEAD} or {@code
   *     ADDED}
   */
  record AddressSuppressed(String cause, Instant since) implements TraceReason {}

  /**
   * The person does not want it.
   *
   * @param topic of which it wants nothing; null: of every one
   * @param channel by which it wants nothing; null: by every one
   */
  record OptedOut(@Nullable String topic, @Nullable String channel, Instant since)
      implements TraceReason {}

  /**
   * The person was sent as much of the topic as it may be on a day.
   *
   * @param day on the person's clock
   */
  record FrequencyCapped(String topic, int most, String day) implements TraceReason {}

  /** Of a node that drops what comes in quiet hours. */
  record DroppedInQuietHours(String from, String to, String zone) implements TraceReason {}

  /** Of a key that reaches only the addresses on its list. */
  record AddressUnlisted() implements TraceReason {}

  record OwnershipUnproven() implements TraceReason {}

  // --- what was found only when it was saved, after its caller was answered ---

  /**
   * @param message that says the same to the same person, within its node's dedup window
   */
  record SaidBefore(String message) implements TraceReason {}

  /**
   * @param request that came first with its key
   */
  record KeyRepeated(String request) implements TraceReason {}

  /**
   * @param request another one, that came first with its key
   */
  record KeyTaken(String request) implements TraceReason {}

  /**
   * @param kind {@code rate} or {@code quota}
   */
  record AllowanceSpent(String kind, String agreed) implements TraceReason {}

  // --- what holds it back ---

  record CapReached(String source, List<String> caps, @Nullable Instant until)
      implements TraceReason {}

  record SourceBusy(String source) implements TraceReason {}

  record SourceFails(String source) implements TraceReason {}

  record SourceClosed(String source) implements TraceReason {}

  record DestinationBusy(String source) implements TraceReason {}

  record DestinationClosed(String source) implements TraceReason {}

  /**
   * @param by who paused the last of them; null, as is {@code since}: not known
   */
  record SourcesPaused(
      List<String> sources, @Nullable String by, @Nullable Instant since, @Nullable String reason)
      implements TraceReason {}

  /**
   * @param kind {@code NODE}, {@code LANE}, {@code APPLICATION} or {@code TENANT}
   */
  record Paused(
      String kind, String key, String by, @Nullable Instant since, @Nullable String reason)
      implements TraceReason {}

  /**
   * @param count of messages that the node sent in the minutes before
   * @param usual how many are usual in so long
   */
  record HeldForSurge(String key, long count, long usual, int minutes, Instant since)
      implements TraceReason {}

  record HeldBySomebody(String by, Instant since, @Nullable String reason) implements TraceReason {}

  record ExpiredBySomebody(String by, Instant at, @Nullable String reason) implements TraceReason {}

  /** Until they end on the person's clock. */
  record QuietHoursHeld(String from, String to, String zone, Instant until)
      implements TraceReason {}

  record ProcessStopping() implements TraceReason {}

  // --- what holds a queue back ---

  record LanesFull() implements TraceReason {}

  record QueueApplicationMissing(String application) implements TraceReason {}

  // --- why an answer did not reach whoever hears it ---

  record EndpointAnswered(int status) implements TraceReason {}

  record EndpointGone() implements TraceReason {}

  record EndpointFailedLong(int days, Reason why) implements TraceReason {}

  record SwitchedOff(String by) implements TraceReason {}

  record SubscriptionOff(Reason why) implements TraceReason {}

  record TopicRefused(String error) implements TraceReason {}

  // --- what is known of neither ---

  record Untold() implements TraceReason {}

  // --- a request that is shown before it is made ---

  record RequestHidden(Reason why) implements TraceReason {}

  record RequestImpossible(Reason why) implements TraceReason {}

  // --- before there were codes ---

  /** A sentence that was stored as such, and that says nothing known. */
  record Sentence(String text) implements TraceReason {}
}
