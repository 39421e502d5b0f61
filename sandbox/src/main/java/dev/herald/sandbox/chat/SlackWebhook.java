package dev.herald.sandbox.chat;

import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;

/** Slack's incoming webhook. It answers in plain words, and its path is its only secret. */
final class SlackWebhook {
  private static final String NAME = "slack-webhook";
  private static final Codes CODES =
      Codes.of(
          """
          403 invalid_token       WRONG,MISSING  -
          404 no_service          CREDENTIALS,PATH  -
          404 no_active_hooks     -          -
          403 action_prohibited   -          -
          400 invalid_payload     CONTENT    -
          400 no_text             -          -
          400 user_not_found      -          -
          404 channel_not_found   RECIPIENT  -
          410 channel_is_archived -          -
          429 rate_limited        THROTTLED,retry=1  -
          500 rollup_error        BUSY       -
          """);

  private SlackWebhook() {}

  static StandIn standIn(Backing backing) {
    return Provider.of(NAME, "slack", CODES)
        .at("hooks.slack.com")
        .refuses((refusal, _) -> Reply.text(refusal.status(), refusal.code(), refusal.headers()))
        .with(
            Endpoint.message("POST /services/{team}/{bot}/{secret}")
                .reads(in ->
                    Sent.by(in.path("team") + "/" + in.path("bot"))
                        .hiding(in.path("secret"))
                        .saying(SlackText.of(in.json())))
                .trusts(
                    Credential.secret(backing.accounts(), NAME, call -> call.in().path("secret")))
                .checks(
                    Check.readable("invalid_payload"),
                    Check.that("no_text", call -> SlackText.isThere(call.json())),
                    Check.characters("invalid_payload", 40_000, "/text"),
                    Check.within(backing.caps(Cap.perSecond(1))))
                .accepts("ok", _ -> Reply.text(200, "ok")));
  }
}
