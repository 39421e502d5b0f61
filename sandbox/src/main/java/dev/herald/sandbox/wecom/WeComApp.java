package dev.herald.sandbox.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Batch;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.Fate;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Messages of a WeCom app. A text is cut after 2,048 bytes, and what is over the cap of one member
 * is dropped; the answer tells of neither.
 */
final class WeComApp {
  private static final String NAME = "wecom-app";
  private static final int CUT = 2_048;
  private static final String DROPPED = "dropped";
  private static final Codes CODES =
      Codes.of(
          """
          200 40001   CREDENTIALS invalid credential
          200 40091   -          the secret is invalid
          200 40013   -          invalid corpid
          200 2000002 -          invalid corpid
          200 40056   -          invalid agentid
          200 301002  -          no right for this agent
          200 48002   -          the api is forbidden
          200 48004   -          the api is forbidden
          200 48006   -          the api is forbidden
          200 50003   -          the app is disabled
          200 60011   -          no privilege
          200 60020   -          the ip is not allowed
          200 41001   MISSING    access_token missing
          200 40014   WRONG      invalid access_token
          200 42001   STALE      access_token expired
          200 81013   RECIPIENT  user & party & tag all invalid
          200 40003   -          invalid userid
          200 40031   -          invalid userid list
          200 46004   -          the user does not exist
          200 60111   -          userid not found
          200 40032   -          the userid list is too long
          200 82002   -          the party list is too long
          200 82003   -          the tag list is too long
          200 45002   CONTENT    content size out of limit
          200 45004   -          description size out of limit
          200 40008   -          invalid message type
          200 40058   -          invalid request parameter
          200 44004   -          empty content
          200 40033   -          invalid request character
          200 45009   THROTTLED  api freq out of limit
          200 45033   -          api concurrent out of limit
          200 -1      BUSY       system busy
          200 43002   METHOD     require another method
          200 404     PATH       no such path
          """);

  private WeComApp() {}

  static StandIn standIn(Backing backing) {
    Tokens tokens = backing.tokens(NAME, "", Duration.ofSeconds(7_200), Duration.ZERO);
    Credential token = Credential.token(tokens, call -> call.in().query("access_token"));
    Caps perMember =
        backing.caps(Cap.perMinute(30), new Cap(1_000, Duration.ofHours(1), Duration.ZERO));
    Repeats repeats = backing.repeats(Duration.ofSeconds(1_800));
    return Provider.of(NAME, "wecom", CODES)
        .at("qyapi.weixin.qq.com")
        .with(
            Endpoint.login("GET /cgi-bin/gettoken")
                .reads(in -> Sent.by(in.query("corpid")).hiding(in.query("corpsecret")))
                .trusts(
                    Credential.secret(
                        backing.accounts(), NAME, call -> call.in().query("corpsecret")))
                .accepts("0", call -> token(tokens.issue(call.account()))),
            Endpoint.message("POST /cgi-bin/message/send")
                .reads(in -> read(in, tokens))
                .trusts(token)
                .checks(
                    Check.readable("40058"),
                    Check.that("40056", call -> call.text("/agentid").matches("\\d+")),
                    Check.that("40032", call -> call.to().size() <= 1_000),
                    Check.that("82002", call -> count(call, "/toparty") <= 100),
                    Check.that("82003", call -> count(call, "/totag") <= 100),
                    (call, codes) -> unfit(call.json(), codes),
                    Check.within(backing.caps(Cap.perMinute(10_000))),
                    WeComApp::troubled)
                .judges(
                    call -> repeats.judge(key(call), interval(call), () -> each(call, perMember))),
            Endpoint.question("POST /cgi-bin/message/recall")
                .reads(in -> by(in, tokens))
                .trusts(token)
                .checks(Check.present("40058", "/msgid"))
                .accepts("0", _ -> Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}")));
  }

  private static Reply token(Tokens.Issued issued) {
    return Reply.json(
        200,
        Json.object()
            .put("errcode", 0)
            .put("errmsg", "ok")
            .put("access_token", issued.value())
            .put("expires_in", issued.seconds())
            .toString());
  }

  private static Sent by(Incoming in, Tokens tokens) {
    String token = in.query("access_token");
    return Sent.by(tokens.owner(token)).hiding(token);
  }

  private static Sent read(Incoming in, Tokens tokens) {
    JsonNode typed = in.json().path(in.text("/msgtype"));
    JsonNode article = typed.path("articles").path(0);
    String text =
        typed
            .path("content")
            .asString(typed.path("description").asString(article.path("description").asString("")));
    return by(in, tokens)
        .to(split(in.text("/touser")))
        .saying(
            typed.path("title").asString(article.path("title").asString("")),
            in.text("/msgtype").equals("text") ? cut(text) : text);
  }

  /** No half character is left at the end. */
  private static String cut(String text) {
    byte[] bytes = Signing.bytes(text);
    return bytes.length <= CUT
        ? text
        : new String(Arrays.copyOf(bytes, CUT), UTF_8).replace("\uFFFD", "");
  }

  private static List<String> split(String list) {
    return Stream.of(list.split("\\|")).filter(id -> !id.isEmpty()).toList();
  }

  private static int count(HttpCall call, String pointer) {
    return split(call.text(pointer)).size();
  }

  private static @Nullable Refusal unfit(JsonNode json, Codes codes) {
    String type = json.path("msgtype").asString("");
    JsonNode typed = json.path(type);
    return switch (type) {
      case "text" -> typed.path("content").asString("").isEmpty() ? codes.refusal("44004") : null;
      case "markdown" ->
          Signing.bytes(typed.path("content").asString("")).length > 2_048
              ? codes.refusal("45002")
              : null;
      case "textcard" -> unfitCard(typed, codes);
      case "news" ->
          typed.path("articles").isEmpty() || typed.path("articles").size() > 8
              ? codes.refusal("40058")
              : null;
      case "image", "voice", "video", "file", "mpnews", "template_card", "miniprogram_notice" ->
          null;
      default -> codes.refusal("40008");
    };
  }

  private static @Nullable Refusal unfitCard(JsonNode card, Codes codes) {
    String description = card.path("description").asString("");
    boolean fits =
        card.path("title").asString("").length() <= 128
            && description.length() <= 512
            && Signing.bytes(card.path("url").asString("")).length <= 2_048;
    return fits ? null : codes.refusal("45004");
  }

  /** One member with trouble spoils the call; one that is unknown fails alone. */
  private static @Nullable Refusal troubled(HttpCall call, Codes codes) {
    return call.to().stream()
        .map(Fate::of)
        .filter(fate -> fate == Fate.BUSY || fate == Fate.REFUSED)
        .findFirst()
        .map(codes::refusal)
        .orElse(null);
  }

  private static String key(HttpCall call) {
    return call.text("/enable_duplicate_check").equals("1") ? call.json().toString() : "";
  }

  private static Duration interval(HttpCall call) {
    return Duration.ofSeconds(call.at("/duplicate_check_interval").asInt(1_800));
  }

  private static Verdict each(HttpCall call, Caps perMember) {
    Batch batch =
        Batch.of(
            call.to(),
            member ->
                Fate.of(member) == Fate.UNKNOWN || Fate.of(member) == Fate.BLOCKED
                    ? CODES.refusal("60111")
                    : isOverCap(member, call, perMember)
                        ? new Refusal(DROPPED, "over the cap of one member")
                        : null);
    List<String> invalid = batch.refusedWith("60111");
    boolean others = count(call, "/toparty") + count(call, "/totag") > 0;
    if (!others && invalid.size() == call.to().size()) {
      Refusal none = CODES.refusal("81013");
      return Verdict.refused(none, SignatureCheck.NONE, Reply.json(200, Json.errcode(none)));
    }
    Verdict verdict = batch.verdict("0", reply(invalid));
    return others
        ? verdict.as(Outcome.Status.ACCEPTED)
        : batch.served().isEmpty() ? verdict.as(Outcome.Status.DROPPED) : verdict;
  }

  private static boolean isOverCap(String member, HttpCall call, Caps perMember) {
    Fate fate = Fate.of(member);
    return fate == Fate.CAPPED
        || fate == Fate.LIMITED
        || !perMember.admit(call.account() + " " + call.text("/agentid") + " " + member);
  }

  private static Reply reply(List<String> invalid) {
    var body = Json.object().put("errcode", 0).put("errmsg", "ok");
    if (!invalid.isEmpty()) {
      body.put("invaliduser", String.join("|", invalid));
    }
    return Reply.json(200, body.put("msgid", UUID.randomUUID().toString()).toString());
  }
}
