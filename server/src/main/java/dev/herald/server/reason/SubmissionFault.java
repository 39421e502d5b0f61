package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a submission, a filter, a schedule or an order about messages. */
public sealed interface SubmissionFault extends Reason {

  record ApplicationOfKey(String application) implements SubmissionFault {}

  record ApplicationNeeded() implements SubmissionFault {}

  record BodyNotObject() implements SubmissionFault {}

  record IdempotencyKeyInLine() implements SubmissionFault {}

  record RecipientsMissing() implements SubmissionFault {}

  record RecipientsTooMany(int given, int most) implements SubmissionFault {}

  record RecipientNotObject() implements SubmissionFault {}

  record AddressNotText() implements SubmissionFault {}

  record RecipientEmpty() implements SubmissionFault {}

  record LanguageTagInvalid(String value) implements SubmissionFault {}

  record ChannelsNotList() implements SubmissionFault {}

  record ChannelNotText() implements SubmissionFault {}

  record ChannelUnknown(@Nullable String nearest, List<String> known) implements SubmissionFault {}

  record ExpiryInvalid(String value) implements SubmissionFault {}

  record DataNotObject() implements SubmissionFault {}

  record CodeOfThingMissing(String thing) implements SubmissionFault {}

  record TextNotText() implements SubmissionFault {}

  record NoSourceForChannel(String channel, String tenant) implements SubmissionFault {}

  /** There are sources, and none has a connector any more. */
  record ConnectorOfChannelGone(String channel, String connector) implements SubmissionFault {}

  record ContentUntaken(String channel, String content, String sources)
      implements SubmissionFault {}

  record TemplateMissing(String node, String channel, String tenant, String locale)
      implements SubmissionFault {}

  record KeyInvalid(int most) implements SubmissionFault {}

  record ReferenceInvalid(int most) implements SubmissionFault {}

  record TimeTooFar(int days) implements SubmissionFault {}

  record SendTimeInvalid() implements SubmissionFault {}

  record TimeOfDayInvalid(String value) implements SubmissionFault {}

  record DateInvalid(String value) implements SubmissionFault {}

  record DaysReversed(String value) implements SubmissionFault {}

  record DaysTooMany(String value, int most) implements SubmissionFault {}

  record SendZoneUnknown(String value) implements SubmissionFault {}

  record ExpiredBefore(Instant expiresAt) implements SubmissionFault {}

  record RecipientUnknown(String tenant, String recipient) implements SubmissionFault {}

  record NodeUnknown(String application, String node) implements SubmissionFault {}

  record RequestTooLarge(long characters, long values) implements SubmissionFault {}

  record ChannelUnplanned(String node, String channel, @Nullable String nearest, List<String> known)
      implements SubmissionFault {}

  record DataTooLarge(long characters, long values, long mostCharacters, long mostValues)
      implements SubmissionFault {}

  record AddressMissing(List<String> channels) implements SubmissionFault {}

  record QuotaTooSmall(int recipients, String kind, String agreed) implements SubmissionFault {}

  record Base64Invalid() implements SubmissionFault {}

  record EventVersionWrong(String version) implements SubmissionFault {}

  /** What it was told before, which quotes what not everybody may see. */
  record StillWrong() implements SubmissionFault {}

  record SearchInvalid() implements SubmissionFault {}

  /** A handle that stands for what is sought. */
  record SoughtExpired() implements SubmissionFault {}

  record SoughtByOne() implements SubmissionFault {}

  record ApplicationImplied() implements SubmissionFault {}

  record NodeNeedsApplication() implements SubmissionFault {}

  record RecipientNeedsTenant() implements SubmissionFault {}

  record FilterNotForJobs() implements SubmissionFault {}

  record TenantOfReach() implements SubmissionFault {}

  record ApplicationOfReach() implements SubmissionFault {}

  record FilterMissing() implements SubmissionFault {}

  record ChannelUnreachable(Reason why) implements SubmissionFault {}

  record SourceMissingForChannel(String channel) implements SubmissionFault {}

  record ContentMissingForChannel(String channel) implements SubmissionFault {}

  record AddressMissingForChannel(String channel) implements SubmissionFault {}

  record TemplateMissingForChannel(String channel) implements SubmissionFault {}

  record RuleMissing() implements SubmissionFault {}

  record CronInvalid(String value) implements SubmissionFault {}

  /**
   * @param part MINUTE, HOUR, DAY, MONTH or WEEKDAY
   */
  record CronPartInvalid(String part, String value) implements SubmissionFault {}

  record RuleNeverFires() implements SubmissionFault {}

  record DayOfMonthInvalid(int most) implements SubmissionFault {}

  record TargetWrong() implements SubmissionFault {}

  record AudienceWrong() implements SubmissionFault {}

  record DayTwice(String day) implements SubmissionFault {}

  record FireMissed() implements SubmissionFault {}

  record FireOverlaps() implements SubmissionFault {}

  record AnswerTooLong(int bytes) implements SubmissionFault {}

  record AnswerUnreadable() implements SubmissionFault {}
}
