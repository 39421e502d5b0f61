package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** DingTalk's custom group robot: {@code POST /robot/send}. */
final class DingTalkRobot implements StandIn {
  static final String PROVIDER = "dingtalk-robot";
  private static final int MAX_BODY = 20_000;
  private static final long CLOCK_TOLERANCE = Duration.ofHours(1).toMillis();
  private static final Reply OK = Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "text", List.of("content"),
          "link", List.of("title", "text", "messageUrl"),
          "markdown", List.of("title", "text"),
          "actionCard", List.of("title", "text"),
          "feedCard", List.of("links"));

  private final Accounts accounts;
  private final InstantSource clock;
  private final Caps caps;
  private final Recent delivered = new Recent(65_536);

  DingTalkRobot(SandboxOptions options, Accounts accounts) {
    this.accounts = accounts;
    this.clock = options.clock();
    this.caps = new Caps(options.capPolicy(), clock, Cap.perMinute(20, Duration.ofMinutes(10)));
  }

  @Override
  public HttpCall read(Request request) {
    JsonNode json = Json.read(request.body());
    String token = orEmpty(request.parameter("access_token"));
    String msgUuid = Json.text(json.path("msgUuid"));
    Envelope envelope =
        new Envelope(
            PROVIDER,
            "dingtalk",
            Masks.token(token),
            List.of(),
            msgUuid == null ? request.header(HttpFront.MESSAGE_HEADER) : msgUuid);
    return new HttpCall(
        request,
        json,
        token,
        envelope,
        content(json),
        List.of(token, orEmpty(request.parameter("sign"))));
  }

  private static ReceivedContent content(JsonNode json) {
    JsonNode typed = json.path(orEmpty(Json.text(json.path("msgtype"))));
    String text = Json.text(typed.path("text"));
    return new ReceivedContent(
        Json.text(typed.path("title")),
        text == null ? Json.text(typed.path("content")) : text,
        null);
  }

  @Override
  public Verdict judge(HttpCall call) {
    SignatureCheck signature = signature(call);
    return misdirected(call.request())
        .or(() -> unsafe(signature))
        .or(() -> unreadable(call))
        .or(() -> incomplete(call.json()))
        .or(() -> tooFast(call))
        .map(refusal -> Verdict.refused(refusal, signature, reply(refusal, call)))
        .orElseGet(() -> new Verdict(newOrRepeated(call), "0", signature, OK));
  }

  private SignatureCheck signature(HttpCall call) {
    String sign = call.request().parameter("sign");
    String timestamp = call.request().parameter("timestamp");
    var secrets = accounts.secrets(PROVIDER, call.account());
    if (sign == null || timestamp == null) {
      return secrets.isEmpty() ? SignatureCheck.NONE : SignatureCheck.MISSING;
    }
    if (!timestamp.matches("\\d{13}")
        || Math.abs(clock.millis() - Long.parseLong(timestamp)) > CLOCK_TOLERANCE) {
      return SignatureCheck.STALE;
    }
    if (!Signing.looksLikeSha256(sign)) {
      return SignatureCheck.WRONG;
    }
    return SignatureCheck.against(secrets, secret -> Signing.same(sign, sign(timestamp, secret)));
  }

  private static byte[] sign(String timestamp, String secret) {
    return Signing.hmacSha256(Signing.bytes(secret), timestamp + "\n" + secret);
  }

  private static Optional<Refusal> misdirected(Request request) {
    if (!request.path().equals("/robot/send")) {
      return refuse("404", "no such path");
    }
    if (!request.method().equals("POST")) {
      return refuse("43002", "POST is wanted");
    }
    if (!request.mediaType().equals("application/json")) {
      return refuse("43004", "invalid Content-Type, application/json is wanted");
    }
    return orEmpty(request.parameter("access_token")).isEmpty()
        ? refuse("40035", "missing parameter access_token")
        : Optional.empty();
  }

  private static Optional<Refusal> unsafe(SignatureCheck signature) {
    return switch (signature) {
      case STALE -> refuse("310000", "invalid timestamp");
      case MISSING, WRONG -> refuse("310000", "sign not match");
      case VERIFIED, UNVERIFIED, NONE, UNCHECKED -> Optional.empty();
    };
  }

  private static Optional<Refusal> unreadable(HttpCall call) {
    if (!call.json().isObject()) {
      return refuse("40035", "missing parameter json");
    }
    return call.request().body().length > MAX_BODY
        ? refuse("40035", "the message is longer than %d bytes".formatted(MAX_BODY))
        : Optional.empty();
  }

  private static Optional<Refusal> incomplete(JsonNode json) {
    String type = Json.text(json.path("msgtype"));
    List<String> required = type == null ? null : REQUIRED.get(type);
    if (required == null) {
      return refuse("400105", "unsupported msgtype " + type);
    }
    JsonNode typed = json.path(type);
    return required.stream()
        .filter(field -> !Json.isText(typed.path(field)) && typed.path(field).isEmpty())
        .findFirst()
        .map(field -> new Refusal("40035", "missing parameter %s.%s".formatted(type, field)));
  }

  private Optional<Refusal> tooFast(HttpCall call) {
    return caps.admit(call.account()) ? Optional.empty() : Optional.of(refusal(Reason.THROTTLED));
  }

  private Outcome.Status newOrRepeated(HttpCall call) {
    String msgUuid = Json.text(call.json().path("msgUuid"));
    return msgUuid == null || delivered.isNew(call.account() + " " + msgUuid, 0, Long.MAX_VALUE)
        ? Outcome.Status.ACCEPTED
        : Outcome.Status.REPEATED;
  }

  @Override
  public Refusal refusal(Reason reason) {
    return switch (reason) {
      case CREDENTIALS, QUOTA -> new Refusal("300001", "token is not exist");
      case THROTTLED -> new Refusal("130101", "send too fast, exceed 20 times per minute");
      case BUSY -> new Refusal("-1", "system busy");
      case RECIPIENT -> new Refusal("400013", "the group was dissolved");
      case CONTENT, TEMPLATE -> new Refusal("310000", "keywords not in content");
    };
  }

  @Override
  public Reply reply(Refusal refusal, HttpCall call) {
    return Reply.json(200, Json.errcode(refusal));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
