package dev.herald.sandbox;

import dev.herald.sandbox.http.Request;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What could be read from a request before anybody judged it.
 *
 * @param json the body; missing when it is no JSON
 * @param account in the clear; the envelope has it masked where it is a secret
 * @param secrets what must not be shown of the raw request
 */
record HttpCall(
    Request request,
    JsonNode json,
    String account,
    Envelope envelope,
    ReceivedContent content,
    List<String> secrets) {

  /** Keeps no more than a reader of the outbox wants. */
  Outbox.Parts parts() {
    return new ShownCall(request, content, secrets);
  }

  private record ShownCall(Request request, ReceivedContent content, List<String> secrets)
      implements Outbox.Parts {
    @Override
    public String raw() {
      return Masks.without(secrets, request.toString());
    }
  }
}
