package dev.herald.sandbox.push;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
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
import dev.herald.sandbox.standin.Repeats;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Getui, version 2 of its REST interface, below {@code /v2/{appId}}. */
final class Getui {
  private static final String NAME = "getui";
  private static final Codes CODES =
      Codes.of(
          """
          400 10002 CREDENTIALS,LOGIN  the app or the address is on the blacklist
          401 10001 MISSING,WRONG,STALE  the token is wrong or has expired
          429 10003 -            auth is called too often
          429 10005 THROTTLED,limited  too many calls in this minute
          429 10006 capped       too many calls today
          400 20001 CONTENT,RECIPIENT  a parameter or the target is wrong
          400 301   -            wrong domain
          403 403   -            not in the package
          500 1     BUSY         server error
          500 2     -            server error
          404 404   PATH,METHOD  no such path
          """);

  private Getui() {}

  static StandIn standIn(Backing backing) {
    Tokens tokens = backing.tokens(NAME, "", Duration.ofDays(1), Duration.ofHours(1));
    Credential token = Credential.token(tokens, call -> call.in().header("token"));
    Repeats repeats = backing.repeats(Duration.ofHours(1));
    return Provider.of(NAME, "app-push", CODES)
        .at("restapi.getui.com")
        .refuses((refusal, _) -> Reply.json(refusal.status(), Json.code(refusal)))
        .with(
            Endpoint.login("POST /v2/{app}/auth")
                .reads(in -> Sent.by(in.text("/appkey")).hiding(in.text("/sign")))
                .trusts(call -> sign(call, backing))
                .checks(Check.within(backing.caps(Cap.perMinute(100))))
                .accepts("0", call -> token(tokens.issue(call.account()))),
            Endpoint.question("DELETE /v2/{app}/auth/{token}").accepts("0", _ -> ok(Json.object())),
            Endpoint.message("POST /v2/{app}/push/single/cid")
                .reads(in -> read(in, in.json()).to(in.texts("/audience/cid")))
                .trusts(token)
                .checks(
                    Check.that("20001", call -> isWhole(call.json())),
                    Check.recipients("20001", "20001", 1),
                    Check.within(
                        backing.caps(Cap.perMinute(backing.figure(NAME + ".per-minute", 60_000)))))
                .judges(call -> once(call, repeats)),
            Endpoint.message("POST /v2/{app}/push/single/batch/cid")
                .reads(in -> read(in, in.at("/msg_list/0")).to(cids(in.at("/msg_list"))))
                .trusts(token)
                .checks(
                    Check.that(
                        "20001",
                        call -> call.at("/msg_list").valueStream().allMatch(Getui::isWhole)),
                    Check.recipients("20001", "20001", backing.figure(NAME + ".batch", 200)))
                .judges(Getui::each),
            Endpoint.question("POST /v2/{app}/push/list/message")
                .trusts(token)
                .checks(Check.present("20001", "/push_message"))
                .accepts("0", _ -> ok(Json.object().put("taskid", task()))),
            Endpoint.message("POST /v2/{app}/push/list/cid")
                .reads(in ->
                    read(in, in.json())
                        .to(in.texts("/audience/cid"))
                        .saying("", "task " + in.text("/taskid")))
                .trusts(token)
                .checks(
                    Check.present("20001", "/taskid"), Check.recipients("20001", "20001", 1_000))
                .judges(Getui::each));
  }

  private static SignatureCheck sign(HttpCall call, Backing backing) {
    String sign = call.text("/sign");
    String timestamp = call.text("/timestamp");
    if (sign.isEmpty() || !timestamp.matches("\\d{13}")) {
      return SignatureCheck.MISSING;
    }
    boolean stale =
        Math.abs(backing.clock().millis() - Long.parseLong(timestamp))
            > Duration.ofMinutes(10).toMillis();
    return stale
        ? SignatureCheck.STALE
        : SignatureCheck.against(
            backing.accounts().secrets(NAME, call.account()),
            secret ->
                sign.equals(Signing.sha256Hex(Signing.bytes(call.account() + timestamp + secret))));
  }

  private static Reply token(Tokens.Issued issued) {
    return ok(
        Json.object()
            .put("token", issued.value())
            .put("expire_time", Long.toString(issued.expiresMillis())));
  }

  private static Reply ok(ObjectNode data) {
    ObjectNode body = Json.object().put("code", 0).put("msg", "success");
    return Reply.json(200, body.set("data", data).toString());
  }

  private static Sent read(Incoming in, JsonNode message) {
    JsonNode notification = message.at("/push_message/notification");
    return Sent.by(in.path("app"))
        .hiding(in.header("token"))
        .id(dashed(message.path("request_id").asString("")))
        .saying(
            notification.path("title").asString(""),
            notification
                .path("body")
                .asString(message.at("/push_message/transmission").asString("")));
  }

  /** A UUID is too long for a request id by its dashes. */
  private static String dashed(String id) {
    return id.replaceFirst(
        "^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$", "$1-$2-$3-$4-$5");
  }

  private static List<String> cids(JsonNode messages) {
    List<String> cids = new ArrayList<>();
    messages.forEach(each -> each.at("/audience/cid").forEach(cid -> cids.add(cid.asString(""))));
    return cids;
  }

  private static boolean isWhole(JsonNode message) {
    int id = message.path("request_id").asString("").length();
    return id >= 10 && id <= 32 && !message.path("push_message").isEmpty();
  }

  private static String task() {
    return "RASL_" + UUID.randomUUID().toString().replace("-", "");
  }

  /** A repeated request is told to be one. */
  private static Verdict once(HttpCall call, Repeats repeats) {
    Verdict verdict = repeats.judge(call.account() + call.text("/request_id"), () -> each(call));
    Refusal repeated = CODES.refusal("20001").saying("the request_id was used already");
    return verdict.status() == Outcome.Status.REPEATED
        ? new Verdict(
            verdict.status(), "20001", verdict.signature(), Reply.json(400, Json.code(repeated)))
        : verdict;
  }

  private static Verdict each(HttpCall call) {
    Batch batch = Batch.of(call.to(), CODES::refusalOf);
    if (batch.served().isEmpty()) {
      Refusal first = batch.refused().values().iterator().next();
      return batch.verdict("0", Reply.json(first.status(), Json.code(first)));
    }
    ObjectNode devices = Json.object();
    batch.served().forEach(cid -> devices.put(cid, "successed_online"));
    batch.refused().keySet().forEach(cid -> devices.put(cid, "failed"));
    ObjectNode data = Json.object();
    data.set(task(), devices);
    return batch.verdict("0", ok(data));
  }
}
