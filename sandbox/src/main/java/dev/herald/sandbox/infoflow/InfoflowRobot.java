package dev.herald.sandbox.infoflow;

import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Baidu Infoflow's group robot: {@code POST /api/msg/groupmsgsend}.
 *
 * <p>Past its cap the real one answers success and drops the message, and so does this one: the
 * outbox has it as {@link Outcome.Status#DROPPED}.
 */
final class InfoflowRobot {
  private static final String NAME = "infoflow-robot";
  private static final Reply OK =
      Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"data\":{\"fail\":{}}}");
  private static final Codes CODES =
      Codes.of(
          """
          200 40014 CREDENTIALS        invalid access_token
          200 45009 THROTTLED          api freq out of limit
          200 -1    BUSY               system busy
          200 40000 CONTENT,RECIPIENT  param error
          200 404   PATH,METHOD        no such path
          """);

  private InfoflowRobot() {}

  static StandIn standIn(Backing backing) {
    Cap cap = Cap.perMinute(backing.figure(NAME + ".per-minute", 20), Duration.ofMinutes(5));
    Caps caps = backing.caps(cap);
    int part = backing.figure(NAME + ".bytes", 2_048);
    return Provider.of(NAME, "infoflow", CODES)
        .at("apiin.im.baidu.com", "api.im.baidu.com")
        .with(
            Endpoint.message("POST /api/msg/groupmsgsend")
                .reads(InfoflowRobot::read)
                .trusts(Credential.named())
                .checks(
                    Check.that(
                        "40000",
                        call ->
                            call.request().mediaType().equals("application/json")
                                && call.json().isObject()),
                    Check.that("40000", call -> isAddressed(call.at("/message/header/toid"))),
                    Check.that("40000", call -> InfoflowParts.fit(call.at("/message/body"), part)))
                .judges(call -> deliveredOrDropped(call, caps)));
  }

  private static Sent read(Incoming in) {
    return Sent.with(in.query("access_token"))
        .to(in.texts("/message/header/toid"))
        .saying("", InfoflowParts.text(in.at("/message/body")));
  }

  /** Without any group it goes to the robot's own. */
  private static boolean isAddressed(JsonNode toid) {
    return toid.isMissingNode()
        || toid.isArray()
            && !toid.isEmpty()
            && toid.valueStream().allMatch(JsonNode::isIntegralNumber);
  }

  private static Verdict deliveredOrDropped(HttpCall call, Caps caps) {
    List<String> groups = call.to().isEmpty() ? List.of("") : call.to();
    boolean admitted = groups.stream().allMatch(group -> caps.admit(call.account() + " " + group));
    Verdict verdict = Verdict.accepted("0", OK);
    return admitted ? verdict : verdict.as(Outcome.Status.DROPPED);
  }
}
