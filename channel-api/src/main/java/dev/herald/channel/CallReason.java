package dev.herald.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a call to a provider came out as it did, as far as a connector can tell. */
public sealed interface CallReason extends Reason {

  /**
   * What a provider answered, by the class of the answer: {@code PROVIDER_REFUSED_ADDRESS}.
   *
   * @param connector whose definition may have the provider's reasons in words; null when nobody
   *     knows
   * @param providerCode as the provider's documentation has it; the parameter {@code code}
   * @param text the provider's own words, masked
   */
  record ProviderSaid(
      Kind kind, @Nullable String connector, @Nullable String providerCode, @Nullable String text)
      implements CallReason {

    /** The class of an answer. */
    public enum Kind {
      REFUSED_ADDRESS,
      REFUSED_CONTENT,
      REFUSED_TEMPLATE,
      REFUSED_ACCOUNT,
      QUOTA_USED_UP,
      THROTTLED,
      /** It was not taken, and may be later. */
      FAILED,
      /** Nobody can tell whether it was taken. */
      LEFT_UNKNOWN,
      /** It was taken, and did not arrive. */
      REPORTED_UNDELIVERED,
      /** It would not say what became of a message. */
      REFUSED_QUESTION
    }

    public ProviderSaid(Kind kind, String text) {
      this(kind, null, null, text);
    }

    @Override
    public String code() {
      return code(kind);
    }

    public static String code(Kind kind) {
      return "PROVIDER_" + kind;
    }

    @Override
    public Map<String, @Nullable Object> parameters() {
      Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
      parameters.put("connector", connector);
      parameters.put("code", providerCode);
      parameters.put("text", text);
      return parameters;
    }
  }

  // --- what a provider did not say ---

  record NoAnswerInTime() implements CallReason {}

  /** The answer is one of success, and has nothing of the message. */
  record AnswerTellsNothing() implements CallReason {}

  record ProviderHasNoReport() implements CallReason {}

  record ConnectorCannotAsk(String connector) implements CallReason {}

  /**
   * @param text of the network, for those who know it
   */
  record ConnectionFailed(String text) implements CallReason {}

  // --- what kept a call from being made ---

  /**
   * @param grantedBySource whether the source lets its messages reach such an address
   */
  record PrivateTarget(String host, boolean grantedBySource) implements CallReason {}

  record ConnectionsBusy() implements CallReason {}

  record ContentNotTaken(String connector, String content) implements CallReason {}

  /**
   * @param part of the content, or {@code request}
   * @param unit {@code BYTES} or {@code CHARACTERS}
   */
  record PartTooLong(String part, int given, int most, String unit) implements CallReason {}

  record DestinationNotTaken(String connector, String destination) implements CallReason {}

  record SettingMissing(String setting) implements CallReason {}

  record SettingUnusable(String setting, String allowed) implements CallReason {}

  record HeaderPartAbsent(String header) implements CallReason {}

  record HeaderBreaksLines(String header) implements CallReason {}

  record QueryPartAbsent(String name) implements CallReason {}

  record AddressPartAbsent() implements CallReason {}

  record AddressPartEmpty() implements CallReason {}

  record AddressLeadsUpwards() implements CallReason {}

  record AddressHostInvalid() implements CallReason {}

  /**
   * @param text the name of a {@link dev.herald.channel.network.WebAddress.Fault}; in what was
   *     stored before there were names, a sentence
   */
  record AddressInvalid(String text) implements CallReason {}

  record BodyPartAbsent() implements CallReason {}

  record BodyAbsent() implements CallReason {}

  record SigningPartAbsent(String name) implements CallReason {}

  record SigningSecretInvalid() implements CallReason {}

  record SigningKeyInvalid(String algorithm) implements CallReason {}

  // --- what keeps a message from Herald's own feeds and inboxes ---

  record FeedNameInvalid() implements CallReason {}

  /** Of a try: only a message that was accepted waits in a feed or an inbox. */
  record MessageNotKept() implements CallReason {}

  // --- without a token there is no call ---

  /** Its request was not answered. */
  record TokenNotFetched(Reason why) implements CallReason {}

  record TokenRefused(Reason why) implements CallReason {}

  /** It was taken for one of success, and has no token. */
  record TokenAbsent() implements CallReason {}

  record TokenFetchedElsewhere() implements CallReason {}

  /**
   * @param error the kind of it, for Herald's developers
   */
  record TokenFetchFailed(String error) implements CallReason {}

  // --- what kept a request from being made ---

  record ExpressionFailed(String expression, String values) implements CallReason {}

  record SubjectBreaksLines() implements CallReason {}

  record MailAddressInvalid(String field) implements CallReason {}

  record UnsubscribeUrlInvalid() implements CallReason {}

  record CopyRefused(String answer) implements CallReason {}

  record SenderNameBreaksLines() implements CallReason {}

  record SenderAddressInvalid(String setting) implements CallReason {}

  record DestinationAddressInvalid() implements CallReason {}

  record RequestNotMade(String text) implements CallReason {}

  /**
   * @param error the kind of it, for Herald's developers
   */
  record ConnectorFailed(String error) implements CallReason {}
}
