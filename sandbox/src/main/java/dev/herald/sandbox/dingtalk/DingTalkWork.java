package dev.herald.sandbox.dingtalk;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.http.Reply;
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
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * DingTalk's work notices: a task is started, and what became of it is asked for.
 *
 * <p>Past its caps per user the real one answers success and delivers nothing, and so does this
 * one: the outbox has the message as dropped, and the task's result names who was left out.
 */
final class DingTalkWork {
  private static final String NAME = "dingtalk-work";
  private static final String PATH = "POST /topapi/message/corpconversation/";
  private static final Codes CODES =
      Codes.of(
          """
          200 40001    CREDENTIALS     invalid credential
          200 40014    MISSING,WRONG   invalid access_token
          200 42001    STALE           access_token has expired
          200 88/90018 THROTTLED       too many calls of this API in this second
          200 90005    -               too many calls in this minute
          200 90006    -               too many calls in this minute
          200 88/60011 -               no permission for this API
          200 -1       BUSY            system busy
          200 33012    RECIPIENT       invalid USERID
          200 34015    -               sending failed, try again
          200 34016    CONTENT         the message is too long
          200 40035    -               invalid parameter
          200 43002    METHOD          POST is wanted
          200 404      PATH            no such path
          """);

  private DingTalkWork() {}

  static StandIn standIn(Backing backing) {
    Duration life = Duration.ofSeconds(7_200);
    Tokens tokens = backing.tokens(NAME, "", life, Duration.ZERO);
    Credential token = Credential.token(tokens, call -> call.in().query("access_token"));
    WorkTasks tasks = new WorkTasks(backing, backing.figure(NAME + ".per-user-per-day", 500));
    return Provider.of(NAME, "dingtalk", CODES)
        .at("oapi.dingtalk.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.login("GET /gettoken")
                .reads(in -> Sent.by(in.query("appkey")).hiding(in.query("appsecret")))
                .trusts(
                    Credential.secret(
                        backing.accounts(), NAME, call -> call.in().query("appsecret")))
                .accepts("0", call -> token(tokens.prolong(call.account()))),
            Endpoint.message(PATH + "asyncsend_v2")
                .reads(in -> read(in, tokens))
                .trusts(token)
                .checks(
                    Check.readable("40035"),
                    Check.present("40035", "/agent_id", "/msg/msgtype"),
                    Check.that("40035", call -> call.to().size() <= 100 && isAddressed(call)),
                    Check.that("34016", call -> isShort(call, backing)),
                    Check.within(backing.caps(Cap.perSecond(40))),
                    (call, codes) -> refusal(call.to(), codes))
                .judges(tasks::start),
            Endpoint.question(PATH + "getsendresult")
                .reads(in -> by(in, tokens))
                .trusts(token)
                .checks(Check.present("40035", "/agent_id", "/task_id"))
                .accepts("0", tasks::result),
            Endpoint.question(PATH + "getsendprogress")
                .reads(in -> by(in, tokens))
                .trusts(token)
                .checks(Check.present("40035", "/agent_id", "/task_id"))
                .accepts(
                    "0",
                    _ ->
                        ok(
                            "progress",
                            Json.object().put("progress_in_percent", 100).put("status", 2))),
            Endpoint.question(PATH + "recall")
                .reads(in -> by(in, tokens))
                .trusts(token)
                .checks(Check.present("40035", "/agent_id", "/msg_task_id"))
                .judges(tasks::recall));
  }

  static Reply ok(String member, JsonNode value) {
    return Reply.json(
        200, Json.object().put("errcode", 0).put("errmsg", "ok").set(member, value).toString());
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

  /** {@code 88/60011}: the code of the platform and of what is behind it. */
  private static Reply reply(Refusal refusal) {
    String[] codes = refusal.code().split("/", 2);
    var body = Json.object().put("errcode", Integer.parseInt(codes[0]));
    body.put("errmsg", refusal.message());
    if (codes.length == 2) {
      body.put("sub_code", codes[1]).put("sub_msg", refusal.message());
    }
    return Reply.json(200, body.toString());
  }

  private static Sent by(Incoming in, Tokens tokens) {
    String token = in.query("access_token");
    return Sent.by(tokens.owner(token)).hiding(token);
  }

  private static Sent read(Incoming in, Tokens tokens) {
    JsonNode typed = in.at("/msg").path(in.text("/msg/msgtype"));
    String title = typed.path("title").asString(typed.at("/head/text").asString(""));
    String text =
        Stream.of("content", "text", "markdown")
            .map(field -> typed.path(field).asString(""))
            .filter(each -> !each.isEmpty())
            .findFirst()
            .orElse(typed.at("/body/content").asString(""));
    return by(in, tokens).to(split(in.text("/userid_list"))).saying(title, text);
  }

  private static List<String> split(String list) {
    return Stream.of(list.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
  }

  private static boolean isAddressed(HttpCall call) {
    int departments = split(call.text("/dept_id_list")).size();
    boolean all = Boolean.parseBoolean(call.text("/to_all_user"));
    return departments <= 20 && (all || departments > 0 || !call.to().isEmpty());
  }

  private static boolean isShort(HttpCall call, Backing backing) {
    int most = backing.figure(NAME + ".bytes", 2_048);
    return Signing.bytes(call.at("/msg").toString()).length <= most;
  }

  /** A call fails as a whole when its user has trouble, or when none of its users is known. */
  private static @Nullable Refusal refusal(List<String> users, Codes codes) {
    Optional<String> troubled =
        users.stream().filter(user -> Fate.of(user) == Fate.BUSY).findFirst();
    if (troubled.isPresent()) {
      return codes.refusalOf(troubled.get());
    }
    boolean none =
        !users.isEmpty() && users.stream().allMatch(user -> Fate.of(user) == Fate.UNKNOWN);
    return none ? codes.refusal("33012") : null;
  }
}
