package dev.herald.sandbox.standin;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import java.util.Map;

/**
 * What a stand-in makes of a call.
 *
 * @param refused the codes of those recipients that fail alone; empty when all met the same
 */
public record Verdict(
    Outcome.Status status,
    String code,
    SignatureCheck signature,
    Reply reply,
    Map<String, String> refused) {

  public Verdict(Outcome.Status status, String code, SignatureCheck signature, Reply reply) {
    this(status, code, signature, reply, Map.of());
  }

  public static Verdict accepted(String code, Reply reply) {
    return accepted(code, SignatureCheck.NONE, reply);
  }

  public static Verdict accepted(String code, SignatureCheck signature, Reply reply) {
    return new Verdict(Outcome.Status.ACCEPTED, code, signature, reply);
  }

  public static Verdict refused(Refusal refusal, SignatureCheck signature, Reply reply) {
    return new Verdict(Outcome.Status.REFUSED, refusal.code(), signature, reply);
  }

  public Verdict signed(SignatureCheck found) {
    return new Verdict(status, code, found, reply, refused);
  }

  /** The same answer, to a message that was there before or that the provider silently drops. */
  public Verdict as(Outcome.Status other) {
    return new Verdict(other, code, signature, reply, refused);
  }
}
