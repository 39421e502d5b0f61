package dev.herald.channels.definition.recipe;

import dev.herald.channel.CallReason;
import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.answer.Said;
import dev.herald.channels.definition.answer.Told;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.expression.Expression;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a provider what became of a message, and what its answer means.
 *
 * @param connector whose it is
 * @param report the part of the answer that is about this message; the others read it as {@code
 *     report}
 * @param failed present when the question itself was refused
 * @param follow how long after a message was taken, and then after each question, it is asked about
 */
public record TraceQuery(
    String connector,
    RequestTemplate request,
    Expression report,
    Expression accepted,
    @Nullable Expression delivered,
    @Nullable Expression read,
    @Nullable Expression undelivered,
    @Nullable Told id,
    @Nullable Told reason,
    @Nullable Told failed,
    List<Duration> follow) {
  public TraceQuery {
    follow = List.copyOf(follow);
  }

  /** What is final by this answer; null: nothing yet. */
  public Report.@Nullable Progress progress(Answer answer, SentMessage message) {
    if (Told.shown(failed, answer) != null || !answer.isSuccess()) {
      return null;
    }
    Answer told = answer.with("report", report.valueIfAny(answer.scope()));
    Report.State state = state(told);
    if (state == null) {
      return null;
    }
    String words = state == Report.State.UNDELIVERED ? Told.shown(reason, told) : null;
    return new Report.Progress(message.providerId(), message.id(), null, state, words, null, false);
  }

  private Report.@Nullable State state(Answer told) {
    if (Boolean.TRUE.equals(told.truth(undelivered))) {
      return Report.State.UNDELIVERED;
    }
    if (Boolean.TRUE.equals(told.truth(read))) {
      return Report.State.READ;
    }
    return Boolean.TRUE.equals(told.truth(delivered)) ? Report.State.DELIVERED : null;
  }

  public SendResult judge(Answer answer) {
    String failure = Told.shown(failed, answer);
    if (failure != null || !answer.isSuccess()) {
      ProviderSaid refused =
          Said.of(connector, failure, null, answer.status()).as(Kind.REFUSED_QUESTION);
      return new Retryable(Fault.PROVIDER, refused, answer.exchange());
    }
    Answer read = answer.with("report", report.valueIfAny(answer.scope()));
    if (Boolean.TRUE.equals(read.truth(accepted))) {
      return new Accepted(answer.exchange().naming(Told.shown(id, read)));
    }
    if (Boolean.TRUE.equals(read.truth(undelivered))) {
      String words = Told.shown(reason, read);
      ProviderSaid undelivered =
          new ProviderSaid(
              Kind.REPORTED_UNDELIVERED,
              connector,
              null,
              words == null ? null : answer.mask().apply(words));
      return new Rejected(Rejection.RECIPIENT, undelivered, answer.exchange());
    }
    return new Unknown(Fault.PROVIDER, new CallReason.ProviderHasNoReport(), answer.exchange());
  }
}
