package dev.herald.sandbox;

import dev.herald.sandbox.http.Reply;

/** What a stand-in makes of a call. */
record Verdict(Outcome.Status status, String code, SignatureCheck signature, Reply reply) {

  static Verdict accepted(String code, SignatureCheck signature, Reply reply) {
    return new Verdict(Outcome.Status.ACCEPTED, code, signature, reply);
  }

  static Verdict refused(Refusal refusal, SignatureCheck signature, Reply reply) {
    return new Verdict(Outcome.Status.REFUSED, refusal.code(), signature, reply);
  }
}
