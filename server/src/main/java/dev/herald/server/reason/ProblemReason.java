package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request is not granted. */
public sealed interface ProblemReason extends Reason {

  record RequestInvalid(int count, @Nullable String field, @Nullable Reason why)
      implements ProblemReason {}

  record NotFound(String thing, String key) implements ProblemReason {}

  record RequestIllFormed() implements ProblemReason {}

  record HttpIllFormed(String text) implements ProblemReason {}

  record PathIllFormed() implements ProblemReason {}

  record PathNotUtf8() implements ProblemReason {}

  record ParametersTooMany(int most) implements ProblemReason {}

  record ParameterNameless() implements ProblemReason {}

  record ParameterNotUtf8(String parameter) implements ProblemReason {}

  record ParameterIllFormed() implements ProblemReason {}

  record BodyNotUtf8(long position) implements ProblemReason {}

  record BodyUnreadable() implements ProblemReason {}

  record BodyBrokenOff() implements ProblemReason {}

  record BodyEmpty() implements ProblemReason {}

  record BodyContinues() implements ProblemReason {}

  record BodyNotJson(int line, int column) implements ProblemReason {}

  record BodyNotYaml(@Nullable Integer line, @Nullable Integer column, Reason why)
      implements ProblemReason {}

  record NumberWithExponent(int line, int column, String number) implements ProblemReason {}

  record BodyTooComplex() implements ProblemReason {}

  record BodyTooSlow(int slowest) implements ProblemReason {}

  record BodyTooLarge(int most) implements ProblemReason {}

  record BodyTooLargeUnknown(int most) implements ProblemReason {}

  record LineTooLarge(int most) implements ProblemReason {}

  record ConfigurationTooLarge(int most) implements ProblemReason {}

  record HeldByLaw(String subject, String reason, String madeBy) implements ProblemReason {}

  record MessageErased() implements ProblemReason {}

  record ReceiptUnproven() implements ProblemReason {}

  record ReceiptsTooMany(int most) implements ProblemReason {}

  record TopicInUse(String topic) implements ProblemReason {}

  record AddressAlreadySuppressed() implements ProblemReason {}

  record ServerCrowded() implements ProblemReason {}

  record DatabaseCrowded() implements ProblemReason {}

  record DatabaseAway() implements ProblemReason {}

  record BrokerAway() implements ProblemReason {}

  record SavingCrowded() implements ProblemReason {}

  record ServerStopping() implements ProblemReason {}

  record RoleNotServed(String roles, String needed) implements ProblemReason {}

  record InternalError(String incident) implements ProblemReason {}

  record LineNotTaken() implements ProblemReason {}

  record AddressOfServerUnknown() implements ProblemReason {}

  record HttpRefusal(int status, String text) implements ProblemReason {}

  /**
   * @param accepted what the address reads, such as {@code text/csv}
   */
  record MediaTypeUnread(List<String> accepted) implements ProblemReason {}

  record NodeHasMessages(String node) implements ProblemReason {}

  record SourceInUse(String source) implements ProblemReason {}

  record DefinitionInUse(String connector, int count) implements ProblemReason {}

  record DefinitionsFull(int most) implements ProblemReason {}

  record TenantInUse(String tenant, String thing) implements ProblemReason {}

  record ApplicationInUse(String application, long count, String thing) implements ProblemReason {}

  /**
   * @param name of those keys
   */
  record KeysTooMany(String application, @Nullable String name, String first, String second)
      implements ProblemReason {}

  record KeysFull(String application, int count) implements ProblemReason {}

  record UserExists(String user) implements ProblemReason {}

  record OwnRights() implements ProblemReason {}

  record OwnUser() implements ProblemReason {}

  record SignsInElsewhere(String provider) implements ProblemReason {}

  record SecondFactorElsewhere(String provider) implements ProblemReason {}

  record SecondFactorPresent() implements ProblemReason {}

  record SecondFactorNotBegun() implements ProblemReason {}

  record SecondFactorAbsent() implements ProblemReason {}

  record SecondFactorNeeded() implements ProblemReason {}

  record HttpsNeeded() implements ProblemReason {}

  record SignInCrowded() implements ProblemReason {}

  record SignInThrottled() implements ProblemReason {}

  record SignInRefused() implements ProblemReason {}

  record SignInExpired() implements ProblemReason {}

  record NobodySignedIn() implements ProblemReason {}

  record SecondStepRefused() implements ProblemReason {}

  record LinkSpent() implements ProblemReason {}

  record SetupLinkSpent() implements ProblemReason {}

  record KeyNeeded() implements ProblemReason {}

  record KeyUnknown() implements ProblemReason {}

  record AdministratorNeeded() implements ProblemReason {}

  record ApplicationKeyNeeded() implements ProblemReason {}

  record SignInNeeded() implements ProblemReason {}

  record RecipientTokenNeeded() implements ProblemReason {}

  record CsrfTokenNeeded(String header) implements ProblemReason {}

  record EndpointUndeclared() implements ProblemReason {}

  record PermissionNeeded(String permission, String role) implements ProblemReason {}

  record ScopeNeeded(String permission) implements ProblemReason {}

  record PermissionOfNoKey(String permission) implements ProblemReason {}

  record BeyondTenants() implements ProblemReason {}

  record BeyondApplications() implements ProblemReason {}

  record SourceNotToChoose() implements ProblemReason {}

  record TestCapReached(String source, List<String> caps) implements ProblemReason {}

  record KeyUsedOtherwise(String request) implements ProblemReason {}

  record AllowanceUsedUp(String application, String kind, String agreed) implements ProblemReason {}

  record CampaignNotReady(String now) implements ProblemReason {}

  /**
   * @param fields that differ
   */
  record CampaignMade(String campaign, List<String> fields) implements ProblemReason {}

  record CampaignUnapproved() implements ProblemReason {}

  record CampaignOfOwn() implements ProblemReason {}

  record ImportNotReady(String now) implements ProblemReason {}

  record MessageUnderWay(String state) implements ProblemReason {}

  record MessageInDigest() implements ProblemReason {}

  record MessageUnopened() implements ProblemReason {}

  record SchedulesOfLive() implements ProblemReason {}

  record MessageNotWaiting(String state) implements ProblemReason {}

  record MessageNotPending(String state) implements ProblemReason {}

  record SecondPersonNeeded(String author) implements ProblemReason {}

  record MessageNotUnknown(String state) implements ProblemReason {}

  record MessageNotSent(String state) implements ProblemReason {}

  /**
   * @param connector null: it is not known any more
   */
  record RecallImpossible(@Nullable String connector) implements ProblemReason {}

  /**
   * @param within so long after it was sent
   */
  record RecallTooLate(String within) implements ProblemReason {}

  record RecallWithoutId() implements ProblemReason {}

  /**
   * @param messages of the call, this one included
   */
  record RecallTakesOthers(int messages) implements ProblemReason {}

  record RecallRefused(Reason why) implements ProblemReason {}

  record RecallUnanswered(Reason why) implements ProblemReason {}

  record ProviderNotAskable() implements ProblemReason {}

  record ProviderBeingAsked() implements ProblemReason {}

  record ThingPresent(String thing, String key) implements ProblemReason {}

  record ThingAbsent(String thing, String key) implements ProblemReason {}

  record ThingChanged(String thing, String key) implements ProblemReason {}

  record EventNotJson() implements ProblemReason {}

  record RecordTooLarge(int most) implements ProblemReason {}

  record RecordOfOther(String header) implements ProblemReason {}

  record RecordUnsigned(String header, String signature) implements ProblemReason {}

  record SubscriptionIsOff(String subscription) implements ProblemReason {}

  record SubscriptionOfTopic(String subscription) implements ProblemReason {}

  record SubscriptionsOfLive() implements ProblemReason {}

  record SubscriptionsTooMany(int most) implements ProblemReason {}

  record RecordDecided(String record) implements ProblemReason {}

  /**
   * @param feeds that the key is for
   */
  record FeedNotOfKey(String feed, List<String> feeds) implements ProblemReason {}

  record LeasesGone(String feed, int count) implements ProblemReason {}

  record ParameterMissing(String parameter) implements ProblemReason {}

  record ParameterInvalid(String parameter, @Nullable Reason why) implements ProblemReason {}

  record ServerFailed() implements ProblemReason {}

  record ActIsOver() implements ProblemReason {}

  /** No company is named whose sources reports are sent by. */
  record ReportSenderMissing() implements ProblemReason {}

  /** Its contact is no email address. */
  record OwnerAddressMissing(String application) implements ProblemReason {}
}
