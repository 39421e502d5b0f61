package dev.herald.channels.definition;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channels.expression.Expression;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 */
record AnswerRules(
    String connector,
    Expression accepted,
    @Nullable Told id,
    @Nullable Told code,
    @Nullable Told reason,
    List<ErrorRule> errors,
    @Nullable Verdict otherwise) {

  /**
   * @param host who answered
   */
  SendResult judge(Answer answer, Host host, int attempt, Instant now) {
    Exchange exchange = answer.exchange().naming(Told.shown(id, answer));
    Boolean taken = answer.truth(accepted);
    if (Boolean.TRUE.equals(taken)) {
      return new Accepted(exchange);
    }
    String given = Told.exact(code, answer);
    Duration header = RetryAfter.ofHeader(answer.http().headers(), now);
    for (ErrorRule rule : errors) {
      if (rule.fits(answer.status(), given, answer.scope())) {
        Duration after = header == null ? rule.wait(answer.scope()) : header;
        return rule.verdict().result(rule.blamed(host), said(answer), after, exchange);
      }
    }
    if (taken == null && answer.isSuccess()) {
      Fault fault = host.blame(Verdict.AMBIGUOUS.fault());
      return new Unknown(
          fault, new CallReason.AnswerTellsNothing(), AmbiguityPolicy.HOLD, exchange);
    }
    Verdict verdict = answer.isSuccess() ? unlisted(attempt) : Verdict.ofStatus(answer.status());
    return verdict.result(host.blame(verdict.fault()), said(answer), header, exchange);
  }

  private Verdict unlisted(int attempt) {
    if (otherwise != null) {
      return otherwise;
    }
    return attempt <= 1 ? Verdict.BUSY : Verdict.CONTENT;
  }

  private Said said(Answer answer) {
    String words = Told.shown(reason, answer);
    return Said.of(
        connector,
        Told.shown(code, answer),
        words == null ? null : answer.mask().apply(words),
        answer.status());
  }
}
