package dev.herald.sandbox;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;

/**
 * One provider as its callers meet it.
 *
 * <p>Reading is lenient and takes what it finds, so that rules and outbox know even a hopeless
 * request; judging is strict, in the order in which the provider itself looks.
 */
interface StandIn {

  HttpCall read(Request request);

  /** Whether the call is a message to be delivered, and not a question about one. */
  default boolean carriesMessage(HttpCall call) {
    return true;
  }

  Verdict judge(HttpCall call);

  /** The provider's own words for a reason. */
  Refusal refusal(Reason reason);

  /** How the provider answers with a refusal. */
  Reply reply(Refusal refusal, HttpCall call);
}
