package dev.herald.sandbox.feishu;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Feishu's and Lark's custom bot: {@code POST /open-apis/bot/v2/hook/{token}}. */
final class FeishuBot {
  private static final String NAME = "feishu-bot";
  private static final int MAX_BODY = 20 * 1024;
  private static final long CLOCK_TOLERANCE = Duration.ofHours(1).toMillis();
  private static final Reply OK =
      Reply.json(
          200,
          """
          {"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}\
          """);
  private static final Codes CODES =
      Codes.of(
          """
          200 19001 CREDENTIALS         param invalid: incoming webhook access token invalid
          200 11232 THROTTLED           frequency limited
          200 1500  BUSY                internal error
          200 19024 CONTENT             Key Words Not Found
          200 19021 MISSING,WRONG,STALE sign match fail or timestamp is not within one hour from current time
          200 19022 -                   Ip Not Allowed
          200 19002 -                   params error
          400 9499  METHOD              Bad Request
          200 19001 PATH                param invalid: incoming webhook access token invalid
          """);

  /** What each type must carry, as JSON pointers. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "text", "/content/text",
          "post", "/content/post",
          "image", "/content/image_key",
          "share_chat", "/content/share_chat_id",
          "interactive", "/card");

  private FeishuBot() {}

  static StandIn standIn(Backing backing) {
    Caps caps = backing.caps(Cap.perMinute(100), Cap.perSecond(5));
    return Provider.of(NAME, "feishu", CODES)
        .at("open.feishu.cn", "open.larksuite.com")
        .refuses((refusal, _) -> Reply.json(refusal.status(), Json.code(refusal)))
        .with(hook("", caps, backing), hook("/", caps, backing));
  }

  /** The documented path has no slash at its end; some clients add one, and are served. */
  private static Endpoint hook(String slash, Caps caps, Backing backing) {
    return Endpoint.message("POST /open-apis/bot/v2/hook/{token}" + slash)
        .reads(FeishuBot::read)
        .trusts(call -> signature(call, backing))
        .checks(
            Check.that("9499", call -> call.request().mediaType().equals("application/json")),
            Check.readable("9499"),
            Check.body("9499", MAX_BODY),
            Check.that("19001", call -> !call.account().isEmpty()),
            Check.that("19002", call -> isComplete(call)),
            Check.within(caps))
        .accepts("0", _ -> OK);
  }

  private static Sent read(Incoming in) {
    return Sent.with(in.path("token"))
        .hiding(in.text("/sign"))
        .saying(FeishuText.of(in.at("/content"), in.at("/card")));
  }

  private static boolean isComplete(HttpCall call) {
    String required = REQUIRED.get(call.text("/msg_type"));
    JsonNode field = required == null ? call.at("/msg_type/none") : call.at(required);
    return Json.isText(field) || field.isObject() && !field.isEmpty();
  }

  private static SignatureCheck signature(HttpCall call, Backing backing) {
    String sign = call.text("/sign");
    String timestamp = call.text("/timestamp");
    var secrets = backing.accounts().secrets(NAME, call.account());
    if (sign.isEmpty() || timestamp.isEmpty()) {
      return secrets.isEmpty() ? SignatureCheck.NONE : SignatureCheck.MISSING;
    }
    if (!timestamp.matches("\\d{10}")
        || Math.abs(backing.clock().millis() - Long.parseLong(timestamp) * 1_000)
            > CLOCK_TOLERANCE) {
      return SignatureCheck.STALE;
    }
    return Signing.looksLikeSha256(sign)
        ? SignatureCheck.against(secrets, secret -> Signing.same(sign, sign(timestamp, secret)))
        : SignatureCheck.WRONG;
  }

  /** The string to sign is the key; what is signed is empty. */
  private static byte[] sign(String timestamp, String secret) {
    return Signing.hmacSha256(Signing.bytes(timestamp + "\n" + secret), new byte[0]);
  }
}
