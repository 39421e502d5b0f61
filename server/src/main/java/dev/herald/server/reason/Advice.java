package dev.herald.server.reason;

import dev.herald.channel.Reason;

/** What can be done about a message that stands as it does. */
public sealed interface Advice extends Reason {

  record SameWouldFail(String channel) implements Advice {}

  record WentOnBy(String channel) implements Advice {}

  record FixTemplate() implements Advice {}

  record FixContent() implements Advice {}

  record FixSource() implements Advice {}

  record GoesOnByItself() implements Advice {}

  record AwaitsReceipt() implements Advice {}

  record AsksProvider() implements Advice {}

  record CorrectAddress() implements Advice {}

  record TryAnotherChannel() implements Advice {}

  record ResendNow() implements Advice {}

  record ResendLater() implements Advice {}

  record LiftSuppression() implements Advice {}

  record ResumePause() implements Advice {}

  record ResumeSources() implements Advice {}

  record RaiseCap() implements Advice {}

  record AddSource() implements Advice {}

  record LengthenExpiry() implements Advice {}

  record AskThePerson() implements Advice {}

  record AskTheCarrier() implements Advice {}

  record FetchFromFeed() implements Advice {}

  record LookIntoLog() implements Advice {}

  record UseAnotherKey() implements Advice {}

  record SeeEarlierMessage() implements Advice {}

  /**
   * @param message the digest
   */
  record SeeDigest(String message) implements Advice {}

  record MendSubmission() implements Advice {}

  record ReplayRecord() implements Advice {}

  record CheckTheCaller() implements Advice {}

  record RespectOptOut() implements Advice {}
}
