package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * Baidu Infoflow's group robot: {@code POST /api/msg/groupmsgsend}.
 *
 * <p>Past its cap the real one answers success and drops the message, and so does this one: the
 * outbox has it as {@link Outcome.Status#DROPPED}.
 */
final class InfoflowRobot implements StandIn {
  static final String PROVIDER = "infoflow-robot";
  private static final int MAX_PART = 2_048;
  private static final Reply OK =
      Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"data\":{\"fail\":{}}}");

  private final Caps caps;

  InfoflowRobot(SandboxOptions options) {
    this.caps =
        new Caps(options.capPolicy(), options.clock(), Cap.perMinute(20, Duration.ofMinutes(5)));
  }

  @Override
  public HttpCall read(Request request) {
    JsonNode json = Json.read(request.body());
    String parameter = request.parameter("access_token");
    String token = parameter == null ? "" : parameter;
    Envelope envelope =
        new Envelope(
            PROVIDER,
            "infoflow",
            Masks.token(token),
            groups(json),
            request.header(HttpFront.MESSAGE_HEADER));
    return new HttpCall(request, json, token, envelope, content(json), List.of(token));
  }

  private static List<String> groups(JsonNode json) {
    return json.at("/message/header/toid").valueStream().map(group -> group.asString("")).toList();
  }

  private static ReceivedContent content(JsonNode json) {
    StringJoiner text = new StringJoiner("\n");
    for (JsonNode part : json.at("/message/body")) {
      String content = Json.text(part.path("content"));
      text.add(content == null ? part.path("href").asString("") : content);
    }
    return new ReceivedContent(null, text.toString(), null);
  }

  @Override
  public Verdict judge(HttpCall call) {
    return misdirected(call)
        .or(() -> unaddressed(call.json().at("/message/header/toid")))
        .or(() -> unfit(call.json().at("/message/body")))
        .map(refusal -> Verdict.refused(refusal, SignatureCheck.NONE, reply(refusal, call)))
        .orElseGet(() -> new Verdict(deliveredOrDropped(call), "0", SignatureCheck.NONE, OK));
  }

  private Optional<Refusal> misdirected(HttpCall call) {
    Request request = call.request();
    if (!request.path().equals("/api/msg/groupmsgsend") || !request.method().equals("POST")) {
      return refuse("404", "no such path");
    }
    if (call.account().isEmpty()) {
      return Optional.of(refusal(Reason.CREDENTIALS));
    }
    return request.mediaType().equals("application/json") && call.json().isObject()
        ? Optional.empty()
        : refuse("40000", "param error: a JSON object is wanted");
  }

  private static Optional<Refusal> unaddressed(JsonNode toid) {
    boolean wellFormed =
        toid.isArray()
            && !toid.isEmpty()
            && toid.valueStream().allMatch(JsonNode::isIntegralNumber);
    return wellFormed
        ? Optional.empty()
        : refuse("40000", "param error: header.toid must be an array of group ids");
  }

  private static Optional<Refusal> unfit(JsonNode body) {
    if (!body.isArray() || body.isEmpty()) {
      return refuse("40000", "param error: body is empty");
    }
    return body.valueStream().map(InfoflowRobot::unfitPart).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Refusal> unfitPart(JsonNode part) {
    boolean fits =
        switch (part.path("type").asString("")) {
          case "TEXT", "MD" -> Json.isText(part.path("content")) && isShort(part.path("content"));
          case "LINK" -> Json.isText(part.path("href"));
          case "IMAGE" -> Json.isText(part.path("content"));
          case "AT" -> !part.path("atuserids").isEmpty() || part.path("atall").asBoolean(false);
          default -> false;
        };
    return fits
        ? Optional.empty()
        : refuse("40000", "param error: body part " + part.path("type").asString("without type"));
  }

  private static boolean isShort(JsonNode content) {
    return Signing.bytes(content.stringValue()).length <= MAX_PART;
  }

  private Outcome.Status deliveredOrDropped(HttpCall call) {
    boolean admitted =
        call.envelope().destinations().stream()
            .allMatch(group -> caps.admit(call.account() + " " + group));
    return admitted ? Outcome.Status.ACCEPTED : Outcome.Status.DROPPED;
  }

  @Override
  public Refusal refusal(Reason reason) {
    return switch (reason) {
      case CREDENTIALS, QUOTA -> new Refusal("40014", "invalid access_token");
      case THROTTLED -> new Refusal("45009", "api freq out of limit");
      case BUSY -> new Refusal("-1", "system busy");
      case RECIPIENT, CONTENT, TEMPLATE -> new Refusal("40000", "param error");
    };
  }

  @Override
  public Reply reply(Refusal refusal, HttpCall call) {
    return Reply.json(200, Json.errcode(refusal));
  }
}
