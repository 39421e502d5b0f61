package dev.herald.channels.definition;

import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channels.expression.Expression;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a provider what became of a message, and what its answer means.
 *
 * @param report the part of the answer that is about this message; the others read it as {@code
 *     report}
 * @param failed present when the question itself was refused
 */
record TraceQuery(
    RequestTemplate request,
    Expression report,
    Expression accepted,
    @Nullable Expression undelivered,
    @Nullable Told id,
    @Nullable Told reason,
    @Nullable Told failed) {

  SendResult judge(Answer answer) {
    String failure = Told.shown(failed, answer);
    if (failure != null || !answer.isSuccess()) {
      String words = failure == null ? "HTTP " + answer.status() : failure;
      return new Retryable(Fault.PROVIDER, "the question was refused: " + words, answer.exchange());
    }
    Answer read = answer.with("report", report.valueIfAny(answer.scope()));
    if (Boolean.TRUE.equals(read.truth(accepted))) {
      return new Accepted(answer.exchange().naming(Told.shown(id, read)));
    }
    if (Boolean.TRUE.equals(read.truth(undelivered))) {
      String words = Objects.requireNonNullElse(Told.shown(reason, read), "not delivered");
      return new Rejected(Rejection.RECIPIENT, answer.mask().apply(words), answer.exchange());
    }
    return new Unknown(Fault.PROVIDER, "the provider has no report of it", answer.exchange());
  }
}
