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
import java.util.concurrent.atomic.AtomicLong;

/** Slack's Web API: {@code chat.postMessage}, {@code chat.delete}. The body says what is wrong. */
final class SlackApi {
  private static final AtomicLong LAST = new AtomicLong(100);
  private static final Codes CODES =
      Codes.of(
          """
          200 invalid_auth        CREDENTIALS  -
          200 not_authed          MISSING  -
          200 account_inactive    -  -
          200 token_revoked       -  -
          200 token_expired       STALE  -
          200 missing_scope       -  -
          200 ekm_access_denied   -  -
          200 restricted_action   -  -
          200 channel_not_found   RECIPIENT  -
          200 not_in_channel      blocked  -
          200 is_archived         -  -
          200 user_not_found      -  -
          200 msg_too_long        CONTENT  -
          200 no_text             -  -
          200 invalid_blocks      -  -
          200 msg_blocks_too_long -  -
          200 too_many_attachments -  -
          200 message_not_found   -  -
          429 ratelimited         THROTTLED,retry=1  -
          429 rate_limited        -  -
          200 message_limit_exceeded -  -
          200 internal_error      BUSY  -
          200 fatal_error         -  -
          503 service_unavailable -  -
          200 request_timeout     -  -
          200 unknown_method      PATH,METHOD  -
          """);

  private SlackApi() {}

  static StandIn standIn(Backing backing) {
    Caps perChannel = backing.caps(Cap.perSecond(1));
    return Provider.of("slack-api", "slack", CODES)
        .at("slack.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST /api/chat.postMessage")
                .reads(SlackApi::read)
                .trusts(Credential.named())
                .checks(
                    Check.present("channel_not_found", "/channel"),
                    Check.that("no_text", call -> SlackText.isThere(call.json())),
                    Check.characters("msg_too_long", 40_000, "/text"),
                    Check.that("invalid_blocks", SlackApi::hasBlocks),
                    Check.that(
                        "too_many_attachments",
                        call -> SlackText.tree(call.at("/attachments")).size() <= 100),
                    Check.fate(),
                    Check.within(perChannel, call -> call.account() + call.text("/channel")))
                .accepts("ok", call -> posted(call, backing)),
            Endpoint.question("POST /api/chat.delete")
                .reads(SlackApi::read)
                .trusts(Credential.named())
                .checks(Check.present("message_not_found", "/channel", "/ts"))
                .accepts("ok", SlackApi::deleted),
            Endpoint.question("POST /api/auth.test")
                .reads(SlackApi::read)
                .trusts(Credential.named())
                .accepts("ok", _ -> Reply.json(200, "{\"ok\":true,\"team_id\":\"T1\"}")));
  }

  private static Sent read(Incoming in) {
    return Sent.with(in.bearer()).to(in.text("/channel")).saying(SlackText.of(in.json()));
  }

  private static boolean hasBlocks(HttpCall call) {
    var blocks = SlackText.tree(call.at("/blocks"));
    return blocks.isMissingNode()
        ? !call.json().has("blocks")
        : blocks.isArray() && blocks.size() <= 50;
  }

  private static Reply posted(HttpCall call, Backing backing) {
    String ts =
        "%d.%06d".formatted(backing.clock().instant().getEpochSecond(), LAST.incrementAndGet());
    return Reply.json(
        200,
        Json.object()
            .put("ok", true)
            .put("channel", call.text("/channel"))
            .put("ts", ts)
            .toString());
  }

  private static Reply deleted(HttpCall call) {
    return Reply.json(
        200,
        Json.object()
            .put("ok", true)
            .put("channel", call.text("/channel"))
            .put("ts", call.text("/ts"))
            .toString());
  }

  private static Reply reply(Refusal refusal) {
    return Reply.json(
        refusal.status(),
        Json.object().put("ok", false).put("error", refusal.code()).toString(),
        refusal.headers());
  }
}
