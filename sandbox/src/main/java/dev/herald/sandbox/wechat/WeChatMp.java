package dev.herald.sandbox.wechat;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.receipt.Callback;
import dev.herald.sandbox.receipt.Receipt;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Repeats;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Template and subscription messages of a WeChat official account. */
final class WeChatMp {
  private static final String NAME = "wechat-mp";
  private static final AtomicLong LAST_ID = new AtomicLong(3_524_681_090_123_456_001L);
  private static final Codes CODES =
      Codes.of(
          """
          200 40013 CREDENTIALS   invalid appid
          200 40125 LOGIN         invalid appsecret
          200 40164 -             the ip is not in the whitelist
          200 48001 -             api unauthorized
          200 48004 -             api forbidden
          200 50002 -             the user is limited
          200 41001 MISSING       access_token missing
          200 40001 WRONG         invalid credential, access_token is invalid or not latest
          200 40014 -             invalid access_token
          200 42001 STALE         access_token expired
          200 -1    BUSY          system error
          200 45066 -             requests are too frequent
          200 45011 THROTTLED     api minute-quota reach limit
          200 45009 capped        reach max api daily quota limit
          200 40003 RECIPIENT,unknown  invalid openid
          200 43004 -             require subscribe
          200 43019 blocked       the user is on the blacklist
          200 43101 -             user refuse to accept the msg
          200 40037 TEMPLATE      invalid template_id
          200 47003 CONTENT       argument invalid
          200 41030 -             invalid page
          200 45065 -             the same clientmsgid exists already
          200 43002 METHOD        require POST method
          200 404   PATH          no such path
          """);

  private WeChatMp() {}

  static StandIn standIn(Backing backing) {
    Duration life = Duration.ofSeconds(7_200);
    Tokens tokens = backing.tokens(NAME, "", life, Duration.ofMinutes(5));
    Tokens plain = backing.tokens(NAME, "", life, Duration.ZERO);
    Caps daily = backing.caps(new Cap(100_000, Duration.ofDays(1), Duration.ZERO));
    Repeats repeats = backing.repeats(Duration.ofDays(1));
    return Provider.of(NAME, "wechat", CODES)
        .at("api.weixin.qq.com")
        .with(
            Endpoint.login("POST /cgi-bin/stable_token")
                .reads(in -> Sent.by(in.text("/appid")).hiding(in.text("/secret")))
                .trusts(Credential.secret(backing.accounts(), NAME, call -> call.text("/secret")))
                .accepts("0", call -> token(tokens.issue(call.account()))),
            Endpoint.login("GET /cgi-bin/token")
                .reads(in -> Sent.by(in.query("appid")).hiding(in.query("secret")))
                .trusts(
                    Credential.secret(backing.accounts(), NAME, call -> call.in().query("secret")))
                .accepts("0", call -> token(plain.replace(call.account()))),
            message("/template/send", tokens, plain)
                .checks(
                    Check.readable("47003"),
                    Check.present("40003", "/touser"),
                    Check.present("40037", "/template_id"),
                    Check.that("47003", call -> hasValues(call.at("/data"))),
                    Check.fate(),
                    (call, codes) -> daily.admit(call.account()) ? null : codes.refusal("45009"))
                .judges(call -> once(repeats, call, backing)),
            message("/subscribe/bizsend", tokens, plain)
                .checks(
                    Check.present("40003", "/touser"),
                    Check.present("40037", "/template_id"),
                    Check.that("47003", call -> hasValues(call.at("/data"))),
                    Check.that("47003", WeChatMp::fitsItsFields),
                    Check.fate())
                .accepts("0", call -> sent(call, backing)),
            message("/template/subscribe", tokens, plain)
                .checks(
                    Check.present("40003", "/touser"),
                    Check.present("40037", "/template_id"),
                    Check.that("47003", call -> call.text("/scene").matches("\\d{1,4}|10000")),
                    Check.characters("47003", 15, "/title"),
                    Check.characters("47003", 200, "/data/content/value"),
                    Check.fate())
                .accepts("0", call -> sent(call, backing)));
  }

  /** Tokens of both kinds are good, and know nothing of each other. */
  private static Endpoint message(String path, Tokens stable, Tokens plain) {
    return Endpoint.message("POST /cgi-bin/message" + path)
        .reads(in -> read(in, stable, plain))
        .trusts(call -> {
          String token = call.in().query("access_token");
          return (plain.owner(token).isEmpty() ? stable : plain).check(token);
        });
  }

  private static Sent read(Incoming in, Tokens stable, Tokens plain) {
    String token = in.query("access_token");
    StringJoiner values = new StringJoiner("\n");
    in.at("/data")
        .properties()
        .forEach(field ->
            values.add(field.getKey() + ": " + field.getValue().path("value").asString("")));
    return Sent.by(stable.owner(token) + plain.owner(token))
        .hiding(token)
        .to(in.text("/touser"))
        .id(in.text("/client_msg_id"))
        .saying(in.text("/title"), "template %s\n%s".formatted(in.text("/template_id"), values));
  }

  private static boolean hasValues(JsonNode data) {
    return data.isObject()
        && !data.isEmpty()
        && data.valueStream().allMatch(field -> field.has("value"));
  }

  /** The name of a field tells what it may hold. */
  private static boolean fitsItsFields(HttpCall call) {
    return call.at("/data").properties().stream()
        .allMatch(field -> {
          String value = field.getValue().path("value").asString("");
          return field.getKey().startsWith("thing")
              ? value.codePointCount(0, value.length()) <= 20
              : !field.getKey().startsWith("number") || value.matches("[\\d.-]{1,32}");
        });
  }

  private static Verdict once(Repeats repeats, HttpCall call, Backing backing) {
    String id = call.text("/client_msg_id");
    Verdict verdict =
        repeats.judge(
            id.isEmpty() ? "" : call.account() + id,
            () -> Verdict.accepted("0", sent(call, backing)));
    Reply repeated = Reply.json(200, Json.errcode(CODES.refusal("45065")));
    return verdict.status() == Outcome.Status.REPEATED
        ? new Verdict(verdict.status(), "45065", verdict.signature(), repeated)
        : verdict;
  }

  private static Reply sent(HttpCall call, Backing backing) {
    long id = LAST_ID.incrementAndGet();
    Fate fate = Fate.of(call.text("/touser"));
    if (fate != Fate.SILENT) {
      backing
          .receipts()
          .send(NAME, call.account(), callback -> finished(call, id, fate, callback, backing));
    }
    return Reply.json(
        200, Json.object().put("errcode", 0).put("errmsg", "ok").put("msgid", id).toString());
  }

  /** The event TEMPLATESENDJOBFINISH; its signature is over the token, the time and a nonce. */
  private static Receipt finished(
      HttpCall call, long id, @Nullable Fate fate, Callback callback, Backing backing) {
    String seconds = Long.toString(backing.clock().instant().getEpochSecond());
    String nonce = UUID.randomUUID().toString().substring(0, 8);
    String signed =
        Stream.of(callback.secret(), seconds, nonce).sorted().collect(Collectors.joining());
    String status = fate == Fate.UNDELIVERED ? "failed:user block" : "success";
    String event =
        """
        <xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName>\
        <CreateTime>%s</CreateTime><MsgType><![CDATA[event]]></MsgType>\
        <Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>%d</MsgID>\
        <Status><![CDATA[%s]]></Status></xml>\
        """
            .formatted(call.account(), call.text("/touser"), seconds, id, status);
    return Receipt.json(event)
        .with(Map.of("Content-Type", "text/xml"))
        .query(
            "signature=%s&timestamp=%s&nonce=%s".formatted(Signing.sha1Hex(signed), seconds, nonce))
        .again(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  private static Reply token(Tokens.Issued issued) {
    return Reply.json(
        200,
        Json.object()
            .put("access_token", issued.value())
            .put("expires_in", issued.seconds())
            .toString());
  }
}
