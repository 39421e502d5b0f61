package dev.herald.sandbox.infoflow;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
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
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An Infoflow app: to a group and to people. Ids of messages are beyond what a double holds
 * exactly.
 *
 * <p>No document of the provider is public: the codes are of the older robot's.
 */
final class InfoflowApp {
  private static final String NAME = "infoflow-app";
  private static final String OK = "ok";
  private static final AtomicLong LAST_ID = new AtomicLong(1_859_713_223_686_736_431L);
  private static final Codes CODES =
      Codes.of(
          """
          200 40001 CREDENTIALS          app_key and app_secret do not fit
          200 40014 MISSING,WRONG,STALE  invalid app_access_token
          200 45009 THROTTLED            api freq out of limit
          200 -1    BUSY                 system busy
          200 40003 RECIPIENT            no such user or group
          200 40000 CONTENT              param error
          200 404   PATH,METHOD          no such path
          """);

  private InfoflowApp() {}

  static StandIn standIn(Backing backing) {
    Tokens tokens = backing.tokens(NAME, "", Duration.ofSeconds(7_200), Duration.ZERO);
    Credential token = Credential.token(tokens, InfoflowApp::bearer);
    Caps caps = backing.caps(Cap.perMinute(backing.figure(NAME + ".per-minute", 600)));
    int part = backing.figure(NAME + ".bytes", 2_048);
    return Provider.of(NAME, "infoflow", CODES)
        .at("apiin.im.baidu.com", "api.im.baidu.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.login("POST /api/v1/auth/app_access_token")
                .reads(in -> Sent.by(in.text("/app_key")).hiding(in.text("/app_secret")))
                .trusts(call -> secret(call, backing))
                .accepts(OK, call -> token(tokens.issue(call.account()))),
            Endpoint.message("POST /api/v1/robot/msg/groupmsgsend")
                .reads(in ->
                    by(in, tokens)
                        .to(in.text("/message/header/toid"))
                        .saying("", InfoflowParts.text(in.at("/message/body"))))
                .trusts(token)
                .checks(
                    Check.that("40000", call -> call.at("/message/header/toid").isIntegralNumber()),
                    Check.that("40000", call -> InfoflowParts.fit(call.at("/message/body"), part)),
                    Check.that("40000", call -> standsAlone(call.at("/message/body"))),
                    Check.within(caps),
                    Check.fate())
                .accepts("0", _ -> sent(List.of())),
            Endpoint.message("POST /api/v1/app/message/send")
                .reads(in -> by(in, tokens).to(split(in.text("/touser"))).saying("", text(in)))
                .trusts(token)
                .checks(
                    Check.present("40000", "/touser", "/msgtype"),
                    Check.that("40000", call -> !text(call.in()).isEmpty()),
                    Check.within(caps))
                .judges(InfoflowApp::each),
            Endpoint.question("POST /api/v1/robot/group/msgRecall")
                .reads(in -> by(in, tokens))
                .trusts(token)
                .checks(Check.present("40000", "/groupId", "/messageid", "/msgseqid"))
                .accepts("0", _ -> ok(Json.object().put("errcode", 0))));
  }

  /** The token follows a hyphen, and no space. */
  private static String bearer(HttpCall call) {
    return bearer(call.in());
  }

  private static String bearer(Incoming in) {
    String header = in.header("authorization");
    return header.startsWith("Bearer-") ? header.substring("Bearer-".length()) : "";
  }

  private static Sent by(Incoming in, Tokens tokens) {
    return Sent.by(tokens.owner(bearer(in))).hiding(bearer(in));
  }

  private static List<String> split(String users) {
    return Stream.of(users.split("\\|")).filter(user -> !user.isEmpty()).toList();
  }

  private static String text(Incoming in) {
    JsonNode typed = in.json().path(in.text("/msgtype"));
    return typed
        .path("content")
        .asString(typed.path("text").asString(InfoflowParts.text(typed.path("content"))));
  }

  /** A link or an image shares its message with no other part. */
  private static boolean standsAlone(JsonNode body) {
    return body.size() == 1
        || body.valueStream()
            .map(part -> part.path("type").asString(""))
            .noneMatch(type -> type.equals("LINK") || type.equals("IMAGE"));
  }

  /** Whoever writes to groups and whoever writes to people may be the same app. */
  private static SignatureCheck secret(HttpCall call, Backing backing) {
    String digest = call.text("/app_secret");
    Set<String> secrets = new HashSet<>(backing.accounts().secrets(NAME, call.account()));
    secrets.addAll(backing.accounts().secrets("infoflow-group", call.account()));
    return digest.isEmpty()
        ? SignatureCheck.MISSING
        : SignatureCheck.against(
            secrets, secret -> digest.equals(Signing.md5Hex(Signing.bytes(secret))));
  }

  private static Reply token(Tokens.Issued issued) {
    return ok(
        Json.object().put("app_access_token", issued.value()).put("expires_in", issued.seconds()));
  }

  private static Verdict each(HttpCall call) {
    Batch batch = Batch.of(call.to(), CODES::refusalOf);
    Reply reply =
        batch.served().isEmpty()
            ? reply(batch.refused().values().iterator().next())
            : sent(List.copyOf(batch.refused().keySet()));
    return batch.verdict("0", reply);
  }

  private static Reply sent(List<String> invalid) {
    long id = LAST_ID.incrementAndGet();
    ObjectNode data =
        Json.object()
            .put("errcode", 0)
            .put("messageid", id)
            .put("msgseqid", Long.toString(id % 1_000_000));
    if (!invalid.isEmpty()) {
      data.put("invaliduser", String.join("|", invalid));
    }
    return ok(data);
  }

  private static Reply ok(ObjectNode data) {
    return Reply.json(200, Json.object().put("code", OK).set("data", data).toString());
  }

  /** A token that is refused is so before the message is looked at, and has another form. */
  private static Reply reply(Refusal refusal) {
    boolean outside = refusal.code().startsWith("4001") || refusal.code().equals("40001");
    ObjectNode error =
        Json.object().put("errcode", Json.number(refusal)).put("errmsg", refusal.message());
    return outside
        ? Reply.json(
            200, Json.object().put("code", refusal.code()).put("msg", refusal.message()).toString())
        : ok(error);
  }
}
