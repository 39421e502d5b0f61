package dev.herald.channels.definition;

import dev.herald.channel.CallReason;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.LengthLimit;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.Definition.Protocol;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.recipe.Step;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.request.Unsendable;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome;
import dev.herald.channels.http.HttpOutcome.Answered;
import dev.herald.channels.http.HttpOutcome.Forbidden;
import dev.herald.channels.http.HttpOutcome.NotSent;
import dev.herald.channels.http.HttpOutcome.Unanswered;
import dev.herald.channels.http.Reach;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One conversation about one message: a token where one is needed, the steps, the request, and what
 * the answers mean.
 *
 * @param reach of the request; steps and tokens go where the source or the definition says
 */
record Sending(
    Definition definition,
    HttpEgress http,
    TokenFetch tokens,
    UUID messageId,
    Reach reach,
    Instant now) {

  /**
   * What came of one try.
   *
   * @param badToken whether the provider takes the token no longer
   */
  record Try<R>(R result, boolean badToken) {
    static Try<SendResult> failed(SendResult result) {
      return new Try<>(result, false);
    }
  }

  /**
   * Tries with a token, and once more with another when the provider takes the first no longer.
   *
   * @param settings of the source
   * @param trial given the token; null when none is needed
   */
  SendResult withToken(
      Map<String, String> settings, Function<@Nullable String, Try<SendResult>> trial) {
    return withToken(settings, trial, Function.identity());
  }

  /**
   * As above.
   *
   * @param without what it comes to when there is no token
   */
  <R> R withToken(
      Map<String, String> settings,
      Function<@Nullable String, Try<R>> trial,
      Function<SendResult, R> without) {
    if (definition.protocol().token() == null) {
      return trial.apply(null).result();
    }
    return switch (tokens.get(settings, null, messageId, now)) {
      case TokenFetch.Failed(SendResult result) -> without.apply(result);
      case TokenFetch.Ready(String token) -> {
        Try<R> first = trial.apply(token);
        yield first.badToken() ? again(settings, token, trial, without) : first.result();
      }
    };
  }

  private <R> R again(
      Map<String, String> settings,
      String bad,
      Function<@Nullable String, Try<R>> trial,
      Function<SendResult, R> without) {
    return switch (tokens.get(settings, bad, messageId, now)) {
      case TokenFetch.Failed(SendResult result) -> without.apply(result);
      case TokenFetch.Ready(String token) -> trial.apply(token).result();
    };
  }

  /** Makes the steps and the request. */
  Try<SendResult> send(Scope before, ContentKind kind, int attempt, Mask mask) {
    Scope scope = before;
    Map<String, Object> made = new LinkedHashMap<>();
    for (Step step : protocol().steps()) {
      Made outcome = made(step, scope, attempt, mask);
      if (outcome.value == null) {
        return outcome.otherwise;
      }
      made.put(step.name(), outcome.value);
      scope = scope.with("steps", Map.copyOf(made));
    }
    HttpCall call;
    try {
      call = protocol().request().call(messageId, kind, scope, now);
    } catch (ExpressionFault fault) {
      return Try.failed(Unsendable.by(fault));
    } catch (IllegalArgumentException e) {
      return Try.failed(misconfigured(e));
    }
    SendResult tooLong = tooLong(call);
    return tooLong == null ? exchanged(call, scope, attempt, mask) : Try.failed(tooLong);
  }

  @Nullable SendResult tooLong(HttpCall call) {
    byte[] body = call.body();
    for (LengthLimit limit : definition.description().limits()) {
      if (body != null && limit.part().equals(LengthLimit.REQUEST)) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!limit.allows(text)) {
          return new Rejected(Rejection.CONTENT, limit.refusal(text), Exchange.NONE);
        }
      }
    }
    return null;
  }

  private Try<SendResult> exchanged(HttpCall call, Scope scope, int attempt, Mask mask) {
    Host host = protocol().request().host();
    return exchange(
        call,
        host,
        answered -> {
          Answer answer = Answer.of(answered, scope, mask);
          return new Try<>(
              protocol().answer().judge(answer, host, attempt, now),
              protocol().answer().isBadToken(answer));
        },
        Try::failed);
  }

  /**
   * @param without what it comes to when no answer came
   */
  <R> Try<R> exchange(
      HttpCall call,
      Host host,
      Function<HttpAnswer, Try<R>> answer,
      Function<SendResult, Try<R>> without) {
    Fault unreached = host.blame(Fault.PROVIDER);
    return switch (http.exchange(call, reach)) {
      case Answered(HttpAnswer answered) -> answer.apply(answered);
      case NotSent(CallReason reason) ->
          without.apply(new Retryable(unreached, reason, Exchange.NONE));
      case Forbidden(String closed) -> without.apply(forbidden(closed));
      case Unanswered(CallReason reason) ->
          without.apply(new Unknown(unreached, reason, Exchange.NONE));
    };
  }

  private SendResult forbidden(String host) {
    Rejection rejection =
        switch (protocol().request().host()) {
          case PROVIDER -> Rejection.CREDENTIALS;
          case DESTINATION -> Rejection.RECIPIENT;
        };
    return new Rejected(rejection, closed(host), Exchange.NONE);
  }

  /** Why the request may not go there. */
  CallReason closed(String host) {
    boolean named = protocol().request().host() == Host.DESTINATION;
    return new CallReason.PrivateTarget(host, !named || reach == Reach.LISTED);
  }

  /**
   * @param value null when there is none
   */
  private record Made(@Nullable Object value, Try<SendResult> otherwise) {}

  private Made made(Step step, Scope scope, int attempt, Mask mask) {
    HttpOutcome outcome;
    try {
      outcome = http.exchange(step.request().call(messageId, null, scope, now), Reach.LISTED);
    } catch (ExpressionFault fault) {
      return none(Unsendable.by(fault));
    } catch (IllegalArgumentException e) {
      return none(misconfigured(e));
    }
    return switch (outcome) {
      case Answered(HttpAnswer answered) -> {
        Answer answer = Answer.of(answered, scope, mask);
        Object value = answer.isSuccess() ? answer.value(step.value()) : null;
        yield new Made(
            value,
            new Try<>(
                certain(step.rules().judge(answer, Host.PROVIDER, attempt, now)),
                step.rules().isBadToken(answer)));
      }
      case NotSent(CallReason reason) -> none(new Retryable(Fault.PROVIDER, reason, Exchange.NONE));
      case Forbidden(String host) ->
          none(
              new Rejected(
                  Rejection.CREDENTIALS, new CallReason.PrivateTarget(host, true), Exchange.NONE));
      case Unanswered(CallReason reason) ->
          none(new Retryable(Fault.PROVIDER, reason, Exchange.NONE));
    };
  }

  private static Made none(SendResult result) {
    return new Made(null, Try.failed(result));
  }

  /** Whatever becomes of a step, the message was not sent by it. */
  private static SendResult certain(SendResult result) {
    return result instanceof Unknown unknown
        ? new Retryable(unknown.fault(), unknown.reason(), unknown.exchange())
        : result;
  }

  static SendResult misconfigured(IllegalArgumentException e) {
    return new Rejected(Rejection.CREDENTIALS, DefinedConnector.reason(e), Exchange.NONE);
  }

  private Protocol protocol() {
    return definition.protocol();
  }
}
