package dev.herald.channels.definition;

import dev.herald.channel.CallReason;
import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Reason;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.Source;
import dev.herald.channel.TokenStore.Token;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.recipe.TokenRecipe;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.request.Unsendable;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome.Answered;
import dev.herald.channels.http.HttpOutcome.Forbidden;
import dev.herald.channels.http.HttpOutcome.NotSent;
import dev.herald.channels.http.HttpOutcome.Unanswered;
import dev.herald.channels.http.Reach;
import dev.herald.channels.token.Fetched;
import dev.herald.channels.token.Fetched.Given;
import dev.herald.channels.token.Fetched.Refused;
import dev.herald.channels.token.Tokens;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tokens of one definition. */
record TokenFetch(Definition definition, HttpEgress http, Tokens tokens) {

  /** A token, or what becomes of the message without one. */
  sealed interface Found {}

  record Ready(String token) implements Found {
    @Override
    public String toString() {
      return "a token";
    }
  }

  record Failed(SendResult result) implements Found {}

  /**
   * @param bad one that the provider takes no longer
   * @param messageId of the message that needs it
   */
  Found get(Map<String, String> settings, @Nullable String bad, UUID messageId, Instant now) {
    TokenRecipe recipe = Objects.requireNonNull(definition.protocol().token());
    String key = recipe.key(definition.description().name(), settings);
    Fetched fetched =
        tokens.get(key, recipe.early(), bad, () -> fetched(recipe, settings, messageId, now));
    return switch (fetched) {
      case Given(Token token) -> new Ready(token.value());
      case Refused(SendResult result) -> new Failed(result);
    };
  }

  private Fetched fetched(
      TokenRecipe recipe, Map<String, String> settings, UUID messageId, Instant now) {
    try {
      Scope scope = recipe.scope(definition.scope(settings, now), now);
      return recipe.request() == null
          ? new Given(new Token(recipe.made(scope, now), recipe.end(scope, now)))
          : asked(recipe, scope, settings, messageId, now);
    } catch (ExpressionFault fault) {
      return new Refused(Unsendable.by(fault));
    } catch (IllegalArgumentException e) {
      return new Refused(Sending.misconfigured(e));
    }
  }

  private Fetched asked(
      TokenRecipe recipe, Scope scope, Map<String, String> settings, UUID messageId, Instant now) {
    var request = Objects.requireNonNull(recipe.request());
    return switch (http.exchange(request.call(messageId, null, scope, now), Reach.LISTED)) {
      case Answered(HttpAnswer http) -> {
        Source source = new Source(messageId, "", definition.description().name(), settings);
        Mask mask = Mask.ofSecrets(definition.description(), source);
        Answer answer = Answer.of(http, scope, mask);
        String value = answer.isSuccess() ? answer.text(recipe.value()) : null;
        yield value == null || value.isBlank()
            ? new Refused(refusal(recipe.rules().judge(answer, Host.PROVIDER, 1, now)))
            : new Given(new Token(value, recipe.end(answer.scope(), now)));
      }
      case NotSent(CallReason reason) -> unreached(reason);
      case Unanswered(CallReason reason) -> unreached(reason);
      case Forbidden(String host) ->
          new Refused(
              new Rejected(
                  Rejection.CREDENTIALS, new CallReason.PrivateTarget(host, true), Exchange.NONE));
    };
  }

  private static Fetched unreached(CallReason why) {
    return new Refused(
        new Retryable(Fault.PROVIDER, new CallReason.TokenNotFetched(why), Exchange.NONE));
  }

  /** Whatever the table says of such a code: it is the source that was refused, for now. */
  private static SendResult refusal(SendResult result) {
    return switch (result) {
      case Throttled(_, var after, Reason why, Exchange exchange) ->
          new Throttled(Fault.SOURCE, after, refused(why, Kind.THROTTLED), exchange);
      case Retryable(_, Reason why, var after, Exchange exchange) ->
          new Retryable(Fault.PROVIDER, refused(why, Kind.FAILED), after, exchange);
      case Unknown(_, Reason why, _, Exchange exchange) ->
          new Retryable(Fault.PROVIDER, refused(why, Kind.FAILED), exchange);
      case Rejected(_, _, Reason why, Exchange exchange) ->
          new Rejected(Rejection.CREDENTIALS, refused(why, Kind.REFUSED_ACCOUNT), exchange);
      case Accepted(Exchange exchange) ->
          new Rejected(
              Rejection.CREDENTIALS,
              new CallReason.TokenRefused(new CallReason.TokenAbsent()),
              exchange);
    };
  }

  /**
   * @param kind of what the provider said, whatever it would be of a message
   */
  private static CallReason refused(Reason why, Kind kind) {
    return new CallReason.TokenRefused(
        why instanceof ProviderSaid(_, var connector, var code, var text)
            ? new ProviderSaid(kind, connector, code, text)
            : why);
  }
}
