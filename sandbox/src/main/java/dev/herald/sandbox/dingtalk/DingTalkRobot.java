package dev.herald.sandbox.dingtalk;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Repeats;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** DingTalk's custom group robot: {@code POST /robot/send}. */
final class DingTalkRobot {
  private static final String NAME = "dingtalk-robot";
  private static final long CLOCK_TOLERANCE = Duration.ofHours(1).toMillis();
  private static final Reply OK = Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
  private static final Codes CODES =
      Codes.of(
          """
          200 300001 CREDENTIALS token is not exist
          200 130101 THROTTLED   send too fast, exceed 20 times per minute
          200 -1     BUSY        system busy
          200 310000 WRONG,MISSING     sign not match
          200 310000 STALE       invalid timestamp
          200 310000 CONTENT     keywords not in content
          200 310000 -           ip is not in the list
          200 400013 RECIPIENT   the group was dissolved
          200 40035  -           missing parameter
          200 43002  METHOD      POST is wanted
          200 43004  -           invalid Content-Type, application/json is wanted
          200 400101 -           the token is absent
          200 400102 -           the robot was stopped
          200 400105 -           unsupported msgtype
          200 400106 -           the robot is absent
          200 410100 -           send too fast
          200 430101 -           unsafe link
          200 430102 -           unsafe text
          200 430103 -           unsafe image
          200 430104 -           unsafe content
          200 404    PATH        no such path
          """);
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "text", List.of("content"),
          "link", List.of("title", "text", "messageUrl"),
          "markdown", List.of("title", "text"),
          "actionCard", List.of("title", "text"),
          "feedCard", List.of("links"));

  private DingTalkRobot() {}

  static StandIn standIn(Backing backing) {
    Repeats repeats = backing.repeats(Duration.ofDays(1));
    return Provider.of(NAME, "dingtalk", CODES)
        .at("oapi.dingtalk.com")
        .with(
            Endpoint.message("POST /robot/send")
                .reads(DingTalkRobot::read)
                .trusts(call -> signature(call, backing))
                .checks(
                    Check.that("43004", call -> isJson(call.request())),
                    Check.that("40035", call -> !call.account().isEmpty()),
                    Check.readable("40035"),
                    Check.body("40035", backing.figure(NAME + ".bytes", 20_000)),
                    Check.that("400105", call -> REQUIRED.containsKey(call.text("/msgtype"))),
                    Check.that("40035", DingTalkRobot::isComplete),
                    Check.within(backing.caps(Cap.perMinute(20, Duration.ofMinutes(10)))))
                .judges(call -> repeats.judge(key(call), () -> Verdict.accepted("0", OK))));
  }

  private static String key(HttpCall call) {
    String uuid = call.text("/msgUuid");
    return uuid.isEmpty() ? "" : call.account() + " " + uuid;
  }

  private static boolean isJson(Request request) {
    return request.mediaType().equals("application/json");
  }

  private static Sent read(Incoming in) {
    JsonNode typed = in.json().path(in.text("/msgtype"));
    return Sent.with(in.query("access_token"))
        .hiding(in.query("sign"))
        .id(in.text("/msgUuid"))
        .saying(
            typed.path("title").asString(""),
            typed.path("text").asString(typed.path("content").asString("")));
  }

  private static boolean isComplete(HttpCall call) {
    String type = call.text("/msgtype");
    JsonNode typed = call.json().path(type);
    return REQUIRED.getOrDefault(type, List.of()).stream()
        .map(typed::path)
        .allMatch(field -> Json.isText(field) || !field.isEmpty());
  }

  private static SignatureCheck signature(HttpCall call, Backing backing) {
    String sign = call.in().query("sign");
    String timestamp = call.in().query("timestamp");
    var secrets = backing.accounts().secrets(NAME, call.account());
    if (sign.isEmpty() || timestamp.isEmpty()) {
      return secrets.isEmpty() ? SignatureCheck.NONE : SignatureCheck.MISSING;
    }
    if (!timestamp.matches("\\d{13}")
        || Math.abs(backing.clock().millis() - Long.parseLong(timestamp)) > CLOCK_TOLERANCE) {
      return SignatureCheck.STALE;
    }
    return Signing.looksLikeSha256(sign)
        ? SignatureCheck.against(secrets, secret -> Signing.same(sign, sign(timestamp, secret)))
        : SignatureCheck.WRONG;
  }

  private static byte[] sign(String timestamp, String secret) {
    return Signing.hmacSha256(Signing.bytes(secret), timestamp + "\n" + secret);
  }
}
