package dev.herald.server.verdict;

import dev.herald.server.reason.Advice;
import java.util.List;

/** What helps against a cause. */
final class Remedies {
  private Remedies() {}

  /**
   * @param goesOn whether nothing is over yet
   */
  static ResendWorth resend(Cause cause, boolean goesOn) {
    return goesOn ? ResendWorth.NOT_NEEDED : resend(cause);
  }

  private static ResendWorth resend(Cause cause) {
    return switch (cause) {
      case Cause.NotItsTime _,
          Cause.WaitsForDigest _,
          Cause.HeldInQuietHours _,
          Cause.InDigest _,
          Cause.AboutToGo _,
          Cause.BehindOthers _,
          Cause.CapFull _,
          Cause.SourceFull _,
          Cause.BreakerOpen _,
          Cause.ProviderClosed _,
          Cause.ReceiverBusy _,
          Cause.HeldByPause _,
          Cause.HeldBySources _,
          Cause.TriesAgain _,
          Cause.BeingSent _,
          Cause.NotFetched _,
          Cause.ArrivedUnread _,
          Cause.ArrivedAndRead _,
          Cause.WentOnWithoutNews _,
          Cause.ContinuedBy _ ->
          ResendWorth.NOT_NEEDED;
      case Cause.TakenUnreported _, Cause.OutcomeOpen _ -> ResendWorth.MAY_REPEAT;
      case Cause.AddressWrong _,
          Cause.AddressBlacklisted _,
          Cause.CarrierRefused _,
          Cause.OptedOutThere _,
          Cause.SealBroken _,
          Cause.PersonOptedOut _,
          Cause.NotWanted _,
          Cause.PersonComplained _,
          Cause.DeviceGone _ ->
          ResendWorth.FAILS_AGAIN;
      case Cause.DailyCapReached _,
          Cause.FrequencyCapReached _,
          Cause.CameInQuietHours _,
          Cause.TooFrequent _,
          Cause.QuietHoursThere _,
          Cause.PhoneUnreachable _,
          Cause.CallThrottled _ ->
          ResendWorth.LATER;
      case Cause.TemplateRefused _,
          Cause.SignatureRefused _,
          Cause.ContentRefused _,
          Cause.ContentTooLong _,
          Cause.NotRendered _,
          Cause.CredentialsWrong _,
          Cause.BalanceUsedUp _,
          Cause.NoSourceFits _,
          Cause.ErrorOfHerald _,
          Cause.AddressBounced _,
          Cause.ListedByHand _,
          Cause.NotOnGuestList _ ->
          ResendWorth.AFTER_MENDING;
      case Cause.ProviderSlow _,
          Cause.ProviderAway _,
          Cause.ExpiredUnsent _,
          Cause.CalledOff _,
          Cause.TakenBack _,
          Cause.OtherReason _ ->
          ResendWorth.HELPS;
      case Cause.RepeatOfEarlier _,
          Cause.SubmissionRefused _,
          Cause.SubmissionQuarantined _,
          Cause.SimilarReference _,
          Cause.NothingCame _ ->
          ResendWorth.NOTHING_TO_RESEND;
    };
  }

  /**
   * @param goesOn whether nothing is over yet
   * @param channel of the message; empty: there is none
   */
  static List<Advice> advice(Cause cause, boolean goesOn, String channel) {
    return switch (cause) {
      case Cause.NotItsTime _, Cause.AboutToGo _, Cause.BeingSent _, Cause.WaitsForDigest _ ->
          List.of();
      case Cause.HeldInQuietHours _ -> List.of(new Advice.GoesOnByItself());
      case Cause.InDigest(String digest) -> List.of(new Advice.SeeDigest(digest));
      case Cause.NotWanted _ -> List.of(new Advice.RespectOptOut());
      case Cause.FrequencyCapReached _, Cause.CameInQuietHours _ ->
          List.of(new Advice.ResendLater());
      case Cause.BehindOthers _,
          Cause.SourceFull _,
          Cause.BreakerOpen _,
          Cause.ProviderClosed _,
          Cause.ReceiverBusy _,
          Cause.TriesAgain _ ->
          List.of(new Advice.GoesOnByItself());
      case Cause.CapFull _ -> List.of(new Advice.GoesOnByItself(), new Advice.RaiseCap());
      case Cause.HeldByPause _ -> List.of(new Advice.GoesOnByItself(), new Advice.ResumePause());
      case Cause.HeldBySources _ ->
          List.of(new Advice.GoesOnByItself(), new Advice.ResumeSources());
      case Cause.TakenUnreported _ -> List.of(new Advice.AwaitsReceipt());
      case Cause.NotFetched _ -> List.of(new Advice.FetchFromFeed());
      case Cause.ArrivedUnread _ -> List.of(new Advice.AskThePerson());
      case Cause.ArrivedAndRead _ -> List.of();
      case Cause.OutcomeOpen _ -> List.of(new Advice.AsksProvider(), new Advice.AskThePerson());
      case Cause.AddressWrong _ ->
          List.of(
              new Advice.SameWouldFail(channel),
              new Advice.CorrectAddress(),
              new Advice.TryAnotherChannel());
      case Cause.AddressBlacklisted _ ->
          List.of(
              new Advice.SameWouldFail(channel),
              new Advice.TryAnotherChannel(),
              new Advice.AskTheCarrier());
      case Cause.CarrierRefused _ ->
          List.of(
              new Advice.SameWouldFail(channel),
              new Advice.TryAnotherChannel(),
              new Advice.CorrectAddress());
      case Cause.OptedOutThere _ ->
          List.of(
              new Advice.SameWouldFail(channel),
              new Advice.RespectOptOut(),
              new Advice.TryAnotherChannel());
      case Cause.DailyCapReached _,
          Cause.TooFrequent _,
          Cause.QuietHoursThere _,
          Cause.PhoneUnreachable _,
          Cause.CallThrottled _ ->
          List.of(
              goesOn ? new Advice.GoesOnByItself() : new Advice.ResendLater(),
              new Advice.TryAnotherChannel());
      case Cause.TemplateRefused _, Cause.SignatureRefused _ -> List.of(new Advice.FixTemplate());
      case Cause.ContentRefused _, Cause.ContentTooLong _, Cause.NotRendered _ ->
          List.of(new Advice.FixContent());
      case Cause.CredentialsWrong _, Cause.BalanceUsedUp _ ->
          List.of(new Advice.FixSource(), new Advice.TryAnotherChannel());
      case Cause.NoSourceFits _ -> List.of(new Advice.AddSource(), new Advice.TryAnotherChannel());
      case Cause.ProviderSlow _, Cause.ProviderAway _ ->
          List.of(
              goesOn ? new Advice.GoesOnByItself() : new Advice.ResendNow(),
              new Advice.TryAnotherChannel());
      case Cause.ErrorOfHerald _, Cause.SealBroken _ -> List.of(new Advice.LookIntoLog());
      case Cause.WentOnWithoutNews(String other, _, _) -> List.of(new Advice.WentOnBy(other));
      case Cause.ContinuedBy(String other, _) -> List.of(new Advice.WentOnBy(other));
      case Cause.ExpiredUnsent _ -> List.of(new Advice.ResendNow(), new Advice.LengthenExpiry());
      case Cause.CalledOff _, Cause.TakenBack _ -> List.of(new Advice.ResendNow());
      case Cause.AddressBounced _, Cause.ListedByHand _ ->
          List.of(
              new Advice.CorrectAddress(),
              new Advice.LiftSuppression(),
              new Advice.TryAnotherChannel());
      case Cause.DeviceGone _ -> List.of(new Advice.TryAnotherChannel());
      case Cause.PersonComplained _, Cause.PersonOptedOut _ ->
          List.of(
              new Advice.RespectOptOut(),
              new Advice.TryAnotherChannel(),
              new Advice.LiftSuppression());
      case Cause.NotOnGuestList _ -> List.of(new Advice.UseAnotherKey());
      case Cause.OtherReason _ ->
          goesOn ? List.of(new Advice.GoesOnByItself()) : List.of(new Advice.ResendNow());
      case Cause.RepeatOfEarlier _, Cause.SimilarReference _ ->
          List.of(new Advice.SeeEarlierMessage());
      case Cause.SubmissionRefused _ -> List.of(new Advice.MendSubmission());
      case Cause.SubmissionQuarantined _ -> List.of(new Advice.ReplayRecord());
      case Cause.NothingCame _ -> List.of(new Advice.CheckTheCaller());
    };
  }
}
