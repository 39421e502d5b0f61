package dev.herald.sandbox.push;

import dev.herald.sandbox.cap.Cap;
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
import dev.herald.sandbox.standin.Repeats;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * JPush: {@code POST /v3/push} with the app's key and master secret. Of many devices the unknown
 * ones are left out without a word; a push that reaches none is refused.
 */
final class JPush {
  private static final String NAME = "jpush";
  private static final AtomicLong LAST_ID = new AtomicLong(58_547_678_901_234_567L);
  private static final Codes CODES =
      Codes.of(
          """
          401 1004 CREDENTIALS  authentication error
          400 1008 -            the app key is invalid
          403 2003 -            this app is banned
          400 1011 RECIPIENT    cannot find user by this audience
          400 1002 -            a parameter is missing
          400 1003 CONTENT      a parameter is invalid
          400 1005 -            the message body is too big
          400 1010 -            the request is invalid
          429 2002 THROTTLED,retry=60 rate limit exceeded
          500 1000 BUSY         system error
          503 1030 -            internal timeout
          410 1410 -            the interface is gone
          404 1404 PATH         no such path
          405 1405 METHOD       method not allowed
          """);

  private JPush() {}

  static StandIn standIn(Backing backing) {
    Credential password =
        Credential.secret(backing.accounts(), NAME, call -> call.in().basic().password());
    Repeats repeats = backing.repeats(Duration.ofDays(1));
    return Provider.of(NAME, "app-push", CODES)
        .at("api.jpush.cn", "bjapi.push.jiguang.cn", "report.jpush.cn")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST /v3/push")
                .reads(JPush::read)
                .trusts(password)
                .checks(
                    Check.readable("1003"),
                    Check.present("1002", "/platform", "/audience"),
                    Check.that(
                        "1002",
                        call -> call.json().has("notification") || call.json().has("message")),
                    Check.that("1003", JPush::isAddressed),
                    Check.body("1005", backing.figure(NAME + ".bytes", 65_536)),
                    Check.within(backing.caps(Cap.perMinute(600))))
                .judges(call -> repeats.judge(call.text("/cid"), () -> each(call))),
            Endpoint.question("GET /v3/push/cid")
                .reads(JPush::read)
                .trusts(password)
                .accepts("200", JPush::cids),
            Endpoint.question("GET /v3/received")
                .reads(JPush::read)
                .trusts(password)
                .checks(Check.that("1003", call -> ids(call).size() <= 100 && !ids(call).isEmpty()))
                .accepts("200", JPush::received));
  }

  private static Sent read(Incoming in) {
    JsonNode notification = in.at("/notification");
    List<String> to = new ArrayList<>();
    Stream.of("registration_id", "alias", "tag")
        .forEach(kind -> to.addAll(in.texts("/audience/" + kind)));
    return Sent.by(in.basic().user())
        .hiding(in.header("authorization"))
        .to(to.isEmpty() ? in.texts("/audience") : to)
        .saying(
            notification
                .at("/android/title")
                .asString(notification.at("/ios/alert/title").asString("")),
            Stream.of("/android/alert", "/ios/alert/body", "/ios/alert", "/alert")
                .map(pointer -> notification.at(pointer).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(in.text("/message/msg_content")));
  }

  private static boolean isAddressed(HttpCall call) {
    JsonNode audience = call.at("/audience");
    return audience.isString()
        ? audience.asString("").equals("all")
        : audience.path("registration_id").size() <= 1_000
            && audience.path("alias").size() <= 1_000
            && audience.path("tag").size() <= 20
            && !call.to().isEmpty();
  }

  private static Verdict each(HttpCall call) {
    Batch batch = Batch.of(call.to(), CODES::refusalOf);
    if (batch.served().isEmpty()) {
      return batch.verdict("200", reply(batch.refused().values().iterator().next()));
    }
    String sendno = call.text("/options/sendno");
    return batch.verdict(
        "200",
        Reply.json(
            200,
            Json.object()
                .put("sendno", sendno.isEmpty() ? "0" : sendno)
                .put("msg_id", LAST_ID.incrementAndGet())
                .toString()));
  }

  private static Reply cids(HttpCall call) {
    String count = call.in().query("count");
    var body = Json.object();
    var list = body.putArray("cidlist");
    for (int i = 0; i < (count.matches("\\d{1,3}") ? Integer.parseInt(count) : 1); i++) {
      list.add(call.account() + "-" + UUID.randomUUID());
    }
    return Reply.json(200, body.toString());
  }

  private static List<String> ids(HttpCall call) {
    return Stream.of(call.in().query("msg_ids").split(",")).filter(id -> !id.isBlank()).toList();
  }

  private static Reply received(HttpCall call) {
    String entries =
        String.join(
            ",",
            ids(call).stream()
                .map(id ->
                    Json.object()
                        .put("msg_id", id)
                        .put("android_received", 1)
                        .putNull("ios_apns_sent")
                        .toString())
                .toList());
    return Reply.json(200, "[" + entries + "]");
  }

  private static Reply reply(Refusal refusal) {
    var error = Json.object().put("code", Json.number(refusal)).put("message", refusal.message());
    Map<String, String> hint =
        refusal.retryAfter() == null
            ? Map.of()
            : Map.of(
                "X-Rate-Limit-Remaining",
                "0",
                "X-Rate-Limit-Reset",
                refusal.retryAfter().toString());
    return Reply.json(refusal.status(), Json.object().set("error", error).toString(), hint);
  }
}
