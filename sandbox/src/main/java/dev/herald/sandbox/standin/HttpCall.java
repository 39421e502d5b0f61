package dev.herald.sandbox.standin;

import dev.herald.sandbox.account.Masks;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.outbox.Envelope;
import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.ReceivedContent;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What could be read from a request before anybody judged it.
 *
 * @param envelope as the outbox shows it
 * @param messageIds those of the messages that one call carries, in the order of its recipients;
 *     empty when the call names one or none
 */
public record HttpCall(Incoming in, Sent sent, Envelope envelope, List<String> messageIds) {

  public Request request() {
    return in.request();
  }

  public JsonNode json() {
    return in.json();
  }

  /** In the clear; the envelope has it masked where it is a secret. */
  public String account() {
    return sent.account();
  }

  public List<String> to() {
    return sent.to();
  }

  /** See {@link Incoming#text}. */
  public String text(String pointer) {
    return in.text(pointer);
  }

  /** See {@link Incoming#at}. */
  public JsonNode at(String pointer) {
    return in.at(pointer);
  }

  /** Keeps no more than a reader of the outbox wants. */
  public Outbox.Parts parts() {
    return new ShownCall(request(), sent.content(), sent.secrets());
  }

  private record ShownCall(Request request, ReceivedContent content, List<String> secrets)
      implements Outbox.Parts {
    @Override
    public String raw() {
      return Masks.without(secrets, request.toString());
    }
  }
}
