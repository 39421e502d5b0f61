package dev.herald.sandbox;

import dev.herald.sandbox.http.Answer;
import dev.herald.sandbox.http.Handler;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every HTTP provider behind one port: the {@code Host} header says which one is meant. */
final class HttpFront implements Handler {
  /** Where a caller puts the message's id when the provider's protocol has no field for it. */
  static final String MESSAGE_HEADER = "x-herald-message";

  private final Map<String, StandIn> byHost;
  private final StandIn anyOther;
  private final Rules rules;
  private final Outbox outbox;
  private final InstantSource clock;

  HttpFront(
      Map<String, StandIn> byHost,
      StandIn anyOther,
      Rules rules,
      Outbox outbox,
      InstantSource clock) {
    this.byHost = byHost;
    this.anyOther = anyOther;
    this.rules = rules;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request) {
    StandIn standIn = byHost.getOrDefault(request.host(), anyOther);
    HttpCall call = standIn.read(request);
    return switch (effect(call)) {
      case null -> new Answer.Whole(processed(standIn, call, null));
      case Effect.Instead instead -> avoided(instead, standIn, call);
      case Effect.Afterwards after -> spoiled(after, processed(standIn, call, after));
    };
  }

  private @Nullable Effect effect(HttpCall call) {
    Effect ruled = rules.next(call.envelope(), call.account());
    return ruled == null
        ? Magic.reason(call.account()).<Effect>map(Effect.Refuse::new).orElse(null)
        : ruled;
  }

  private Reply processed(StandIn standIn, HttpCall call, @Nullable Effect effect) {
    Verdict verdict = standIn.judge(call);
    if (standIn.carriesMessage(call)) {
      String label = effect == null ? null : effect.label();
      record(call, new Outcome(verdict.status(), verdict.code(), verdict.signature(), label));
    }
    return verdict.reply();
  }

  private Answer avoided(Effect.Instead effect, StandIn standIn, HttpCall call) {
    return switch (effect) {
      case Effect.Refuse(Reason reason) -> refused(standIn.refusal(reason), effect, standIn, call);
      case Effect.Answer(String code, String message) ->
          refused(new Refusal(code, message), effect, standIn, call);
      case Effect.HttpStatus status -> {
        unprocessed(standIn, call, Outcome.Status.REFUSED, "HTTP " + status.status(), effect);
        yield new Answer.Whole(reply(status));
      }
      case Effect.Hang _ -> {
        unprocessed(standIn, call, Outcome.Status.DROPPED, "", effect);
        yield new Answer.Silence();
      }
      case Effect.ResetBefore _ -> {
        unprocessed(standIn, call, Outcome.Status.DROPPED, "", effect);
        yield new Answer.Reset();
      }
    };
  }

  private static Answer spoiled(Effect.Afterwards effect, Reply reply) {
    return switch (effect) {
      case Effect.ResetAfter _ -> new Answer.Reset();
      case Effect.Delay(var delay) -> new Answer.Late(reply, delay);
      case Effect.Drip(var perByte) -> new Answer.Dripping(reply, perByte);
      case Effect.Malformed _ -> new Answer.Whole(reply.half());
      case Effect.Huge(int bytes) -> new Answer.Whole(reply.behindSpaces(bytes));
    };
  }

  private Answer refused(Refusal refusal, Effect effect, StandIn standIn, HttpCall call) {
    unprocessed(standIn, call, Outcome.Status.REFUSED, refusal.code(), effect);
    return new Answer.Whole(standIn.reply(refusal, call));
  }

  private static Reply reply(Effect.HttpStatus status) {
    Integer retryAfter = status.retryAfterSeconds();
    return retryAfter == null
        ? Reply.json(status.status(), status.body())
        : Reply.json(status.status(), status.body(), Map.of("Retry-After", retryAfter.toString()));
  }

  private void unprocessed(
      StandIn standIn, HttpCall call, Outcome.Status status, String code, Effect effect) {
    if (standIn.carriesMessage(call)) {
      record(call, new Outcome(status, code, SignatureCheck.UNCHECKED, effect.label()));
    }
  }

  private void record(HttpCall call, Outcome outcome) {
    outbox.add(clock.instant(), call.envelope(), outcome, call.parts());
  }
}
