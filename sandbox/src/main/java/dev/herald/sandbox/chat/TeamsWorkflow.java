package dev.herald.sandbox.chat;

import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A workflow of Microsoft Teams that posts a card. 202 says that it started, and no more. */
final class TeamsWorkflow {
  private static final String NAME = "teams-workflow";
  private static final int MAX_BODY = 28 * 1024;
  private static final String CARD = "application/vnd.microsoft.card.adaptive";
  private static final Codes CODES =
      Codes.of(
          """
          401 DirectApiAuthorizationRequired MISSING  the request has no signature
          403 AuthorizationFailed        WRONG        the signature does not fit
          404 WorkflowNotFound           CREDENTIALS,PATH  the workflow was removed
          410 WorkflowGone               -            the workflow is gone
          400 InvalidRequestContent      CONTENT      the card can't be read
          413 RequestEntityTooLarge      -            the message is larger than 28 KB
          429 WorkflowTriggerThrottled   THROTTLED,retry=5  too many requests
          502 BadGateway                 -            try again
          503 ServiceUnavailable         BUSY         try again
          """);

  private TeamsWorkflow() {}

  static StandIn standIn(Backing backing) {
    Caps caps = backing.caps(Cap.perSecond(4));
    return Provider.of(NAME, "teams", CODES)
        .at("*.logic.azure.com", "*.powerplatform.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            trigger("", caps, backing),
            trigger("/powerautomate/automations/direct", caps, backing));
  }

  private static Endpoint trigger(String before, Caps caps, Backing backing) {
    return Endpoint.message("POST " + before + "/workflows/{id}/triggers/manual/paths/invoke")
        .reads(in ->
            Sent.by(in.path("id"))
                .hiding(in.query("sig"))
                .saying(TeamsWorkflow.text(in, 0), TeamsWorkflow.text(in, 1)))
        .trusts(Credential.secret(backing.accounts(), NAME, call -> call.in().query("sig")))
        .checks(
            Check.body("RequestEntityTooLarge", MAX_BODY),
            Check.that("InvalidRequestContent", TeamsWorkflow::isCard),
            Check.within(caps))
        .accepts("202", _ -> Reply.empty(202, Map.of("x-ms-workflow-run-id", "08584")));
  }

  private static boolean isCard(HttpCall call) {
    JsonNode attachments = call.at("/attachments");
    return call.text("/type").equals("message")
        && !attachments.isEmpty()
        && attachments
            .valueStream()
            .allMatch(each ->
                each.path("contentType").asString("").equals(CARD)
                    && each.at("/content/type").asString("").equals("AdaptiveCard"));
  }

  /** The texts of the card: the first is its title where there are more. */
  private static String text(Incoming in, int part) {
    var texts =
        in.at("/attachments/0/content/body")
            .valueStream()
            .map(block -> block.path("text").asString(""))
            .filter(text -> !text.isEmpty())
            .toList();
    int titles = texts.size() > 1 ? 1 : 0;
    return part == 0
        ? String.join("", texts.subList(0, titles))
        : String.join("\n", texts.subList(titles, texts.size()));
  }

  private static Reply reply(Refusal refusal) {
    ObjectNode error = Json.object().put("code", refusal.code()).put("message", refusal.message());
    return Reply.json(
        refusal.status(), Json.object().set("error", error).toString(), refusal.headers());
  }
}
