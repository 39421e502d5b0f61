package dev.herald.sandbox;

import dev.herald.sandbox.http.Answer;
import dev.herald.sandbox.http.Handler;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rules;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Magic;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every HTTP provider behind one port. */
final class HttpFront implements Handler {
  private final Hosts hosts;
  private final Rules rules;
  private final Outbox outbox;
  private final InstantSource clock;

  HttpFront(Hosts hosts, Rules rules, Outbox outbox, InstantSource clock) {
    this.hosts = hosts;
    this.rules = rules;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request) {
    StandIn standIn = hosts.of(request);
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
      Outcome outcome = new Outcome(verdict.status(), verdict.code(), verdict.signature(), label);
      record(call, outcome, verdict.refused());
    }
    return verdict.reply();
  }

  private Answer avoided(Effect.Instead effect, StandIn standIn, HttpCall call) {
    return switch (effect) {
      case Effect.Refuse(Reason reason) -> refused(standIn.refusal(reason), effect, standIn, call);
      case Effect.Answer(String code, String message) ->
          refused(standIn.refusal(code, message), effect, standIn, call);
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
      Outcome outcome = new Outcome(status, code, SignatureCheck.UNCHECKED, effect.label());
      record(call, outcome, Map.of());
    }
  }

  /** One entry for each message, where the call says which of them went to whom; else one. */
  private void record(HttpCall call, Outcome outcome, Map<String, String> refused) {
    List<String> ids = call.messageIds();
    if (ids.size() != call.to().size() || ids.isEmpty()) {
      outbox.add(clock.instant(), call.envelope(), outcome, call.parts());
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      String to = call.to().get(i);
      outbox.add(
          clock.instant(),
          call.envelope().of(to, ids.get(i)),
          outcome.of(refused, refused.get(to)),
          call.parts());
    }
  }
}
