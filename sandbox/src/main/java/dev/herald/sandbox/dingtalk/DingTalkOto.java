package dev.herald.sandbox.dingtalk;

import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Batch;
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
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The robot of a DingTalk app: to single people, 20 a call, and to a group. */
final class DingTalkOto {
  private static final String NAME = "dingtalk-oto";
  private static final Codes CODES =
      Codes.of(
          """
          400 invalidParameter.robotCode.notExsit  CREDENTIALS    there is no such robot
          400 invalidParameter.robotCode.empty     -              robotCode is missing
          400 invalidParameter.userIds.overMax     -              over 20 userIds
          400 invalidParameter.userIds.empty       -              userIds is missing
          400 invalidParameter.msgKey.invalid      TEMPLATE       there is no such msgKey
          400 invalidParameter.msgParam.invalid    CONTENT        msgParam is not a JSON text
          400 invalidParameter.msgParam.overMax    -              msgParam is too long
          400 bot.stopped                          -              the robot was stopped
          400 group.disbanded                      RECIPIENT      the group was dissolved
          401 InvalidAuthentication                MISSING,WRONG,STALE  the access token is not valid
          400 invalidClientIdOrSecret              LOGIN          appKey and appSecret do not fit
          429 Forbidden.AccessDenied.QpsLimitForApi THROTTLED,retry=1  too many calls
          503 ServiceUnavailable                   BUSY           try again
          """);

  private DingTalkOto() {}

  static StandIn standIn(Backing backing) {
    Tokens tokens = backing.tokens(NAME, "", Duration.ofSeconds(7_200), Duration.ZERO);
    Credential token =
        Credential.token(tokens, call -> call.in().header("x-acs-dingtalk-access-token"));
    return Provider.of(NAME, "dingtalk", CODES)
        .at("api.dingtalk.com", "api.dingtalk.io", "oapi.dingtalk.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.login("POST /v1.0/oauth2/accessToken")
                .reads(in -> Sent.by(in.text("/appKey")).hiding(in.text("/appSecret")))
                .trusts(
                    Credential.secret(backing.accounts(), NAME, call -> call.text("/appSecret")))
                .accepts("0", call -> token(tokens.issue(call.account()))),
            Endpoint.message("POST /v1.0/robot/oToMessages/batchSend")
                .reads(in -> read(in, tokens).to(in.texts("/userIds")))
                .trusts(token)
                .checks(
                    robot(),
                    Check.recipients(
                        "invalidParameter.userIds.overMax", "invalidParameter.userIds.empty", 20),
                    message())
                .judges(DingTalkOto::each),
            Endpoint.message("POST /v1.0/robot/groupMessages/send")
                .reads(in -> read(in, tokens).to(in.text("/openConversationId")))
                .trusts(token)
                .checks(
                    robot(),
                    message(),
                    Check.bytes("invalidParameter.msgParam.overMax", 15_000, "/msgParam"),
                    Check.present("group.disbanded", "/openConversationId"),
                    Check.fate())
                .accepts("200", _ -> Reply.json(200, taken().toString())));
  }

  private static Check robot() {
    return Check.present("invalidParameter.robotCode.empty", "/robotCode");
  }

  private static Check message() {
    return (call, codes) ->
        call.text("/msgKey").isEmpty()
            ? codes.refusal("invalidParameter.msgKey.invalid")
            : Json.read(call.text("/msgParam")).isObject()
                ? null
                : codes.refusal("invalidParameter.msgParam.invalid");
  }

  /** Whoever is unknown or written to too often is left out, and named in the answer. */
  private static Verdict each(HttpCall call) {
    Batch batch = Batch.of(call.to(), CODES::refusalOf);
    ObjectNode body = taken();
    var invalid = body.putArray("invalidStaffIdList");
    var controlled = body.putArray("flowControlledStaffIdList");
    batch
        .refused()
        .forEach((user, refusal) -> (refusal.status() == 429 ? controlled : invalid).add(user));
    return batch.verdict("200", Reply.json(200, body.toString()));
  }

  private static ObjectNode taken() {
    return Json.object().put("processQueryKey", UUID.randomUUID().toString());
  }

  private static Sent read(Incoming in, Tokens tokens) {
    String token = in.header("x-acs-dingtalk-access-token");
    JsonNode param = Json.read(in.text("/msgParam"));
    return Sent.by(tokens.owner(token))
        .hiding(token)
        .saying(
            param.path("title").asString(""),
            param.path("content").asString(param.path("text").asString("")));
  }

  private static Reply token(Tokens.Issued issued) {
    return Reply.json(
        200,
        Json.object()
            .put("accessToken", issued.value())
            .put("expireIn", issued.seconds())
            .toString());
  }

  private static Reply reply(Refusal refusal) {
    String body =
        Json.object()
            .put("code", refusal.code())
            .put("message", refusal.message())
            .put("requestid", UUID.randomUUID().toString())
            .toString();
    return Reply.json(refusal.status(), body, refusal.headers());
  }
}
