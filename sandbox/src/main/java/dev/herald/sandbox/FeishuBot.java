package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Feishu's and Lark's custom bot: {@code POST /open-apis/bot/v2/hook/{token}}. */
final class FeishuBot implements StandIn {
  static final String PROVIDER = "feishu-bot";
  private static final String HOOK = "/open-apis/bot/v2/hook/";
  private static final int MAX_BODY = 20 * 1024;
  private static final long CLOCK_TOLERANCE = Duration.ofHours(1).toMillis();
  private static final Reply OK =
      Reply.json(
          200,
          """
          {"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}\
          """);

  /** What each type must carry, as JSON pointers. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "text", "/content/text",
          "post", "/content/post",
          "image", "/content/image_key",
          "share_chat", "/content/share_chat_id",
          "interactive", "/card");

  private final Accounts accounts;
  private final InstantSource clock;
  private final Caps caps;

  FeishuBot(SandboxOptions options, Accounts accounts) {
    this.accounts = accounts;
    this.clock = options.clock();
    this.caps = new Caps(options.capPolicy(), clock, Cap.perMinute(100), Cap.perSecond(5));
  }

  @Override
  public HttpCall read(Request request) {
    JsonNode json = Json.read(request.body());
    String path = request.path();
    String token = path.startsWith(HOOK) ? path.substring(HOOK.length()) : "";
    Envelope envelope =
        new Envelope(
            PROVIDER,
            "feishu",
            Masks.token(token),
            List.of(),
            request.header(HttpFront.MESSAGE_HEADER));
    List<String> secrets = List.of(token, json.path("sign").asString(""));
    return new HttpCall(request, json, token, envelope, content(json), secrets);
  }

  private static ReceivedContent content(JsonNode json) {
    JsonNode card = json.path("card");
    if (card.isObject()) {
      String title = Json.text(card.at("/header/title/content"));
      return new ReceivedContent(title, FeishuText.ofCard(card), null);
    }
    JsonNode post = FeishuText.firstLocale(json.at("/content/post"));
    String text = Json.text(json.at("/content/text"));
    return new ReceivedContent(
        Json.text(post.path("title")), text == null ? FeishuText.ofPost(post) : text, null);
  }

  @Override
  public Verdict judge(HttpCall call) {
    SignatureCheck signature = signature(call);
    return misdirected(call)
        .or(() -> unreadable(call))
        .or(() -> unsafe(signature))
        .or(() -> incomplete(call.json()))
        .or(() -> tooFast(call))
        .map(refusal -> Verdict.refused(refusal, signature, reply(refusal, call)))
        .orElseGet(() -> Verdict.accepted("0", signature, OK));
  }

  private SignatureCheck signature(HttpCall call) {
    String sign = Json.text(call.json().path("sign"));
    String timestamp = call.json().path("timestamp").asString("");
    var secrets = accounts.secrets(PROVIDER, call.account());
    if (sign == null || timestamp.isEmpty()) {
      return secrets.isEmpty() ? SignatureCheck.NONE : SignatureCheck.MISSING;
    }
    if (!timestamp.matches("\\d{10}")
        || Math.abs(clock.millis() - Long.parseLong(timestamp) * 1_000) > CLOCK_TOLERANCE) {
      return SignatureCheck.STALE;
    }
    if (!Signing.looksLikeSha256(sign)) {
      return SignatureCheck.WRONG;
    }
    return SignatureCheck.against(secrets, secret -> Signing.same(sign, sign(timestamp, secret)));
  }

  /** The string to sign is the key; what is signed is empty. */
  private static byte[] sign(String timestamp, String secret) {
    return Signing.hmacSha256(Signing.bytes(timestamp + "\n" + secret), new byte[0]);
  }

  private Optional<Refusal> misdirected(HttpCall call) {
    if (call.account().isEmpty() || call.account().indexOf('/') >= 0) {
      return Optional.of(refusal(Reason.CREDENTIALS));
    }
    return call.request().method().equals("POST")
        ? Optional.empty()
        : refuse("9499", "Bad Request: POST is wanted");
  }

  private static Optional<Refusal> unreadable(HttpCall call) {
    if (!call.request().mediaType().equals("application/json")) {
      return refuse("9499", "Bad Request: Content-Type must be application/json");
    }
    if (!call.json().isObject()) {
      return refuse("9499", "Bad Request: the body is no JSON object");
    }
    return call.request().body().length > MAX_BODY
        ? refuse("9499", "Bad Request: the body is larger than 20 KB")
        : Optional.empty();
  }

  private static Optional<Refusal> unsafe(SignatureCheck signature) {
    return switch (signature) {
      case STALE, MISSING, WRONG ->
          refuse("19021", "sign match fail or timestamp is not within one hour from current time");
      case VERIFIED, UNVERIFIED, NONE, UNCHECKED -> Optional.empty();
    };
  }

  private static Optional<Refusal> incomplete(JsonNode json) {
    String type = Json.text(json.path("msg_type"));
    String required = type == null ? null : REQUIRED.get(type);
    if (required == null) {
      return refuse("19002", "params error, msg_type need");
    }
    JsonNode field = json.at(required);
    return Json.isText(field) || field.isObject() && !field.isEmpty()
        ? Optional.empty()
        : refuse("19002", "params error, %s need".formatted(required.substring(1)));
  }

  private Optional<Refusal> tooFast(HttpCall call) {
    return caps.admit(call.account()) ? Optional.empty() : Optional.of(refusal(Reason.THROTTLED));
  }

  @Override
  public Refusal refusal(Reason reason) {
    return switch (reason) {
      case CREDENTIALS, RECIPIENT, QUOTA ->
          new Refusal("19001", "param invalid: incoming webhook access token invalid");
      case THROTTLED -> new Refusal("11232", "frequency limited");
      case BUSY -> new Refusal("1500", "internal error");
      case CONTENT, TEMPLATE -> new Refusal("19024", "Key Words Not Found");
    };
  }

  @Override
  public Reply reply(Refusal refusal, HttpCall call) {
    String body =
        Json.object()
            .put("code", Long.parseLong(refusal.code()))
            .put("msg", refusal.message())
            .set("data", Json.object())
            .toString();
    return Reply.json(refusal.code().equals("9499") ? 400 : 200, body);
  }
}
