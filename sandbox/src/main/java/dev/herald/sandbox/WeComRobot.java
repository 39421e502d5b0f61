package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.http.Request;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** WeCom's group robot: {@code POST /cgi-bin/webhook/send}. Its key is its only secret. */
final class WeComRobot implements StandIn {
  static final String PROVIDER = "wecom-robot";
  private static final int MAX_IMAGE = 2 * 1024 * 1024;
  private static final Pattern ESCAPED = Pattern.compile("\\\\u(?!00[01])[0-9a-fA-F]{4}");
  private static final Reply OK = Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");

  private final Caps caps;

  WeComRobot(SandboxOptions options) {
    this.caps = new Caps(options.capPolicy(), options.clock(), Cap.perMinute(20));
  }

  @Override
  public HttpCall read(Request request) {
    JsonNode json = Json.read(request.body());
    String key = request.parameter("key");
    String account = key == null ? "" : key;
    Envelope envelope =
        new Envelope(
            PROVIDER,
            "wecom",
            Masks.token(account),
            List.of(),
            request.header(HttpFront.MESSAGE_HEADER));
    return new HttpCall(request, json, account, envelope, content(json), List.of(account));
  }

  private static ReceivedContent content(JsonNode json) {
    JsonNode typed = json.path(json.path("msgtype").asString(""));
    JsonNode article = typed.path("articles").path(0);
    String text = Json.text(typed.path("content"));
    return new ReceivedContent(
        Json.text(article.path("title")),
        text == null ? Json.text(article.path("description")) : text,
        null);
  }

  @Override
  public Verdict judge(HttpCall call) {
    return misdirected(call)
        .or(() -> unreadable(call))
        .or(() -> unfit(call.json()))
        .or(() -> tooFast(call))
        .map(refusal -> Verdict.refused(refusal, SignatureCheck.NONE, reply(refusal, call)))
        .orElseGet(() -> Verdict.accepted("0", SignatureCheck.NONE, OK));
  }

  private Optional<Refusal> misdirected(HttpCall call) {
    if (!call.request().path().equals("/cgi-bin/webhook/send")) {
      return refuse("404", "no such path");
    }
    if (!call.request().method().equals("POST")) {
      return refuse("43002", "require POST method");
    }
    return call.account().isEmpty() ? Optional.of(refusal(Reason.CREDENTIALS)) : Optional.empty();
  }

  private static Optional<Refusal> unreadable(HttpCall call) {
    if (!call.request().mediaType().equals("application/json") || !call.json().isObject()) {
      return refuse("40058", "invalid request parameter: a JSON object is wanted");
    }
    return ESCAPED.matcher(call.request().text()).find()
        ? refuse("40033", "invalid request character, can not contain \\uxxxx")
        : Optional.empty();
  }

  private static Optional<Refusal> unfit(JsonNode json) {
    String type = json.path("msgtype").asString("");
    JsonNode typed = json.path(type);
    return switch (type) {
      case "text" -> unfitText(typed, 2_048);
      case "markdown", "markdown_v2" -> unfitText(typed, 4_096);
      case "image" -> unfitImage(typed);
      case "news" -> unfitNews(typed.path("articles"));
      case "file", "voice" -> missing(typed, "media_id");
      case "template_card" -> missing(typed, "card_type");
      default -> refuse("40008", "invalid message type");
    };
  }

  private static Optional<Refusal> unfitText(JsonNode typed, int most) {
    String content = Json.text(typed.path("content"));
    if (content == null || content.isEmpty()) {
      return refuse("44004", "empty content");
    }
    return Signing.bytes(content).length > most
        ? refuse("45002", "content size out of limit")
        : Optional.empty();
  }

  private static Optional<Refusal> unfitImage(JsonNode image) {
    byte[] bytes = decoded(Json.text(image.path("base64")));
    if (bytes == null || !Signing.md5Hex(bytes).equals(Json.text(image.path("md5")))) {
      return refuse("40058", "invalid request parameter: base64 and md5 do not agree");
    }
    return bytes.length > MAX_IMAGE
        ? refuse("45002", "content size out of limit")
        : Optional.empty();
  }

  private static Optional<Refusal> unfitNews(JsonNode articles) {
    if (articles.isEmpty() || articles.size() > 8) {
      return refuse("40058", "invalid request parameter: 1 to 8 articles are wanted");
    }
    for (JsonNode article : articles) {
      if (!Json.isText(article.path("title")) || !Json.isText(article.path("url"))) {
        return refuse("40058", "invalid request parameter: an article needs title and url");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> missing(JsonNode typed, String field) {
    return Json.isText(typed.path(field))
        ? Optional.empty()
        : refuse("40058", "invalid request parameter: missing " + field);
  }

  private static byte @Nullable [] decoded(@Nullable String base64) {
    try {
      return base64 == null ? null : Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private Optional<Refusal> tooFast(HttpCall call) {
    return caps.admit(call.account()) ? Optional.empty() : Optional.of(refusal(Reason.THROTTLED));
  }

  @Override
  public Refusal refusal(Reason reason) {
    return switch (reason) {
      case CREDENTIALS, QUOTA -> new Refusal("93000", "invalid webhook url");
      case RECIPIENT -> new Refusal("93008", "the robot is not in the group");
      case THROTTLED -> new Refusal("45009", "api freq out of limit");
      case BUSY -> new Refusal("-1", "system busy");
      case CONTENT, TEMPLATE -> new Refusal("40058", "invalid request parameter");
    };
  }

  @Override
  public Reply reply(Refusal refusal, HttpCall call) {
    return Reply.json(200, Json.errcode(refusal));
  }
}
