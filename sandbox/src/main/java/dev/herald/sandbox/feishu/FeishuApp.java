package dev.herald.sandbox.feishu;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.account.Tokens;
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
import dev.herald.sandbox.standin.Repeats;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An app of Feishu or Lark: one message to one receiver, or one to 200 at once. */
final class FeishuApp {
  private static final String NAME = "feishu-app";
  private static final String MESSAGES = "/open-apis/im/v1/messages";
  private static final String BATCHES = "/open-apis/im/v1/batch_messages/{bm}";
  private static final List<String> ID_LISTS =
      List.of("open_ids", "user_ids", "union_ids", "department_ids");
  private static final Set<String> ID_KINDS =
      Set.of("open_id", "union_id", "user_id", "email", "chat_id");

  private FeishuApp() {}

  static StandIn standIn(Backing backing) {
    Tokens tokens = backing.tokens(NAME, "t-", Duration.ofSeconds(7_200), Duration.ofMinutes(30));
    Credential token = Credential.token(tokens, call -> call.in().bearer());
    Credential secret =
        Credential.secret(
            backing.accounts(), NAME, call -> call.in().first("/app_secret", "/client_secret"));
    Caps perApp = backing.caps(Cap.perMinute(1_000), Cap.perSecond(50));
    Caps perReceiver = backing.caps(Cap.perSecond(5));
    Repeats repeats = backing.repeats(Duration.ofHours(1));
    FeishuReads reads = new FeishuReads(backing);
    return Provider.of(NAME, "feishu", FeishuCodes.CODES)
        .at("open.feishu.cn", "open.larksuite.com", "accounts.feishu.cn", "accounts.larksuite.com")
        .refuses((refusal, call) -> FeishuCodes.reply(refusal, call))
        .with(
            Endpoint.login("POST /open-apis/auth/v3/tenant_access_token/internal")
                .reads(in -> Sent.by(in.text("/app_id")).hiding(in.text("/app_secret")))
                .trusts(secret)
                .accepts("0", call -> token(tokens.issue(call.account()))),
            Endpoint.login("POST /oauth/v3/token")
                .reads(in -> Sent.by(in.text("/client_id")).hiding(in.text("/client_secret")))
                .trusts(secret)
                .accepts("0", call -> oauth(tokens.issue(call.account()))),
            Endpoint.message("POST " + MESSAGES)
                .reads(in -> one(in, tokens))
                .trusts(token)
                .checks(
                    Check.readable("10003"),
                    Check.that(
                        "10003", call -> ID_KINDS.contains(call.in().query("receive_id_type"))),
                    Check.present("10003", "/receive_id", "/msg_type", "/content"),
                    Check.that("10003", call -> Json.read(call.text("/content")).isObject()),
                    Check.characters("10003", 50, "/uuid"),
                    Check.that("230025", FeishuApp::isShort),
                    Check.within(perApp),
                    FeishuApp::refusal,
                    (call, codes) ->
                        perReceiver.admit(call.text("/receive_id"))
                            ? null
                            : codes.refusal("230020"))
                .judges(call -> repeats.judge(call.text("/uuid"), () -> taken(call, reads))),
            Endpoint.message("POST /open-apis/message/v4/batch_send/")
                .reads(in -> many(in, tokens))
                .trusts(token)
                .checks(
                    Check.readable("10003"),
                    Check.present("10003", "/msg_type"),
                    Check.that("10003", FeishuApp::isAddressed),
                    Check.within(perApp))
                .judges(reads::batch),
            question("GET " + MESSAGES + "/{om}/read_users", tokens, token)
                .accepts("0", call -> reads.readers(call.in().path("om"))),
            question("DELETE " + MESSAGES + "/{om}", tokens, token)
                .accepts("0", _ -> FeishuCodes.ok(Json.object())),
            question("GET " + BATCHES + "/get_progress", tokens, token)
                .accepts("0", call -> reads.progress(call.in().path("bm"))),
            question("GET " + BATCHES + "/read_user", tokens, token)
                .accepts("0", call -> reads.readUser(call.in().path("bm"))),
            question("DELETE " + BATCHES, tokens, token)
                .accepts("0", _ -> FeishuCodes.ok(Json.object())));
  }

  private static Endpoint question(String route, Tokens tokens, Credential token) {
    return Endpoint.question(route)
        .reads(in -> Sent.by(tokens.owner(in.bearer())).hiding(in.bearer()))
        .trusts(token);
  }

  private static Sent one(Incoming in, Tokens tokens) {
    JsonNode content = Json.read(in.text("/content"));
    return Sent.by(tokens.owner(in.bearer()))
        .hiding(in.bearer())
        .to(in.text("/receive_id"))
        .id(in.text("/uuid"))
        .saying(FeishuText.of(content, content.path("card")));
  }

  private static Sent many(Incoming in, Tokens tokens) {
    List<String> to = ID_LISTS.stream().flatMap(list -> in.texts("/" + list).stream()).toList();
    return Sent.by(tokens.owner(in.bearer()))
        .hiding(in.bearer())
        .to(to)
        .saying(FeishuText.of(in.at("/content"), in.at("/card")));
  }

  private static boolean isAddressed(HttpCall call) {
    return !call.to().isEmpty()
        && ID_LISTS.stream().allMatch(list -> call.at("/" + list).size() <= 200);
  }

  private static boolean isShort(HttpCall call) {
    int kilobytes = call.text("/msg_type").equals("text") ? 150 : 30;
    return Signing.bytes(call.text("/content")).length <= kilobytes * 1_024;
  }

  private static @Nullable Refusal refusal(HttpCall call, Codes codes) {
    return codes.refusalOf(call.text("/receive_id"));
  }

  private static Verdict taken(HttpCall call, FeishuReads reads) {
    String id = "om_" + UUID.randomUUID().toString().replace("-", "");
    reads.sent(id, call.to());
    return Verdict.accepted(
        "0",
        FeishuCodes.ok(
            Json.object().put("message_id", id).put("msg_type", call.text("/msg_type"))));
  }

  private static Reply token(Tokens.Issued issued) {
    ObjectNode body = Json.object().put("code", 0).put("msg", "ok");
    return Reply.json(
        200,
        body.put("tenant_access_token", issued.value()).put("expire", issued.seconds()).toString());
  }

  private static Reply oauth(Tokens.Issued issued) {
    ObjectNode body = Json.object().put("code", 0).put("token_type", "Bearer");
    return Reply.json(
        200,
        body.put("access_token", issued.value()).put("expires_in", issued.seconds()).toString());
  }
}
