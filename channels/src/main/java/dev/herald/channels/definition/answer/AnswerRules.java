package dev.herald.channels.definition.answer;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's answer means.
 *
 * <p>The table of refusals is read from the top. A refusal that no row fits is judged by its HTTP
 * status; when that is a success and only the code is unknown, by {@code otherwise}, or else it is
 * tried once more and then taken for a refusal of the content. An answer of success that does not
 * tell whether the message was taken leaves that unknown, and the message is held: it would most
 * likely be taken, and not be told of, each time again.
 *
 * @param connector whose it is
 * @param accepted the success test
 * @param id the provider's id of the message
 * @param code what the rows' codes are compared with
 * @param reason the provider's words
 * @param hint how long to wait, where the answer says so elsewhere than in {@code Retry-After}
 * @param results what is said of each recipient where the call as a whole was taken
 */
public record AnswerRules(
    String connector,
    Expression accepted,
    @Nullable Told id,
    @Nullable Told code,
    @Nullable Told reason,
    @Nullable Shape hint,
    List<ErrorRule> errors,
    @Nullable Verdict otherwise,
    @Nullable Results results) {

  /** The same of an answer that did not do what was asked: nothing in it is a success. */
  public AnswerRules refusing(Verdict unlisted) {
    return new AnswerRules(
        connector, Expression.FALSE, null, code, reason, hint, errors, unlisted, null);
  }

  /** The same of a call that gave nobody a message. */
  public AnswerRules ofWhole() {
    return new AnswerRules(connector, accepted, null, code, reason, hint, errors, otherwise, null);
  }

  /**
   * @param host who answered
   */
  public SendResult judge(Answer answer, Host host, int attempt, Instant now) {
    Boolean taken = answer.truth(accepted);
    if (!Boolean.TRUE.equals(taken)) {
      return refused(answer, taken, host, attempt, now);
    }
    SendResult own = results == null ? null : results.of(answer, host, attempt, now);
    return own == null ? new Accepted(exchange(answer)) : own;
  }

  /** Whether the call as a whole was taken. */
  public boolean takes(Answer answer) {
    return Boolean.TRUE.equals(answer.truth(accepted));
  }

  /**
   * Judges an answer that took a call for several messages.
   *
   * @param own the answer as each message may see it, in their order
   */
  public List<SendResult> judgeEach(
      Answer answer, List<Answer> own, Host host, List<Message> messages, Instant now) {
    List<@Nullable SendResult> told =
        results == null ? List.of() : results.ofEach(answer, own, host, messages, now);
    List<SendResult> judged = new ArrayList<>(own.size());
    for (int i = 0; i < own.size(); i++) {
      SendResult result = told.isEmpty() ? null : told.get(i);
      judged.add(result == null ? new Accepted(exchange(own.get(i))) : result);
    }
    return judged;
  }

  /** Whether the provider takes the token no longer. */
  public boolean isBadToken(Answer answer) {
    return !Boolean.TRUE.equals(answer.truth(accepted))
        && rule(answer).filter(rule -> rule.verdict() == Verdict.TOKEN).isPresent();
  }

  private Optional<ErrorRule> rule(Answer answer) {
    String given = Told.exact(code, answer);
    return errors.stream()
        .filter(rule -> rule.fits(answer.status(), given, answer.scope()))
        .findFirst();
  }

  private SendResult refused(
      Answer answer, @Nullable Boolean taken, Host host, int attempt, Instant now) {
    Exchange exchange = exchange(answer);
    Duration said = RetryAfter.ofHeader(answer.http().headers(), now);
    Duration hinted = said == null ? RetryAfter.of(hint, answer.scope()) : said;
    Optional<ErrorRule> fitting = rule(answer);
    if (fitting.isPresent()) {
      ErrorRule rule = fitting.get();
      Duration after = hinted == null ? rule.wait(answer.scope()) : hinted;
      return rule.verdict().result(rule.blamed(host), said(answer, rule), after, exchange);
    }
    if (taken == null && answer.isSuccess()) {
      Fault fault = host.blame(Verdict.AMBIGUOUS.fault());
      return new Unknown(
          fault, new CallReason.AnswerTellsNothing(), AmbiguityPolicy.HOLD, exchange);
    }
    Verdict verdict = answer.isSuccess() ? unlisted(attempt) : Verdict.ofStatus(answer.status());
    return verdict.result(host.blame(verdict.fault()), said(answer, null), hinted, exchange);
  }

  private Exchange exchange(Answer answer) {
    return answer.exchange().naming(Told.shown(id, answer));
  }

  private Verdict unlisted(int attempt) {
    if (otherwise != null) {
      return otherwise;
    }
    return attempt <= 1 ? Verdict.BUSY : Verdict.CONTENT;
  }

  private Said said(Answer answer, @Nullable ErrorRule rule) {
    String own = rule == null ? null : Told.shown(rule.reason(), answer);
    String words = own == null ? Told.shown(reason, answer) : own;
    return Said.of(
        own == null ? connector : null,
        Told.shown(code, answer),
        words == null ? null : answer.mask().apply(words),
        answer.status());
  }
}
