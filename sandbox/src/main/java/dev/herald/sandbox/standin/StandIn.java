package dev.herald.sandbox.standin;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.rule.Reason;
import java.util.Set;

/**
 * One provider as its callers meet it.
 *
 * <p>Reading is lenient and takes what it finds, so that rules and outbox know even a hopeless
 * request; judging is strict, in the order in which the provider itself looks.
 */
public interface StandIn {

  /** A host, or a pattern with one star: {@code *.logic.azure.com}, {@code ntfy.*}. */
  Set<String> hosts();

  /** Whether the request's path is one of this provider's: several may share a host. */
  boolean serves(Request request);

  HttpCall read(Request request);

  /** Whether the call is a message to be delivered, and not a question, a recall or a log-in. */
  boolean carriesMessage(HttpCall call);

  Verdict judge(HttpCall call);

  /** The provider's own words for a reason. */
  Refusal refusal(Reason reason);

  /** The refusal with this code of the provider, with its own words where {@code message} is "". */
  Refusal refusal(String code, String message);

  /** How the provider answers with a refusal. */
  Reply reply(Refusal refusal, HttpCall call);
}
