package dev.herald.sandbox.wecom;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.Cap;
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
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** WeCom's group robot: {@code POST /cgi-bin/webhook/send}. Its key is its only secret. */
final class WeComRobot {
  private static final int MAX_IMAGE = 2 * 1024 * 1024;
  private static final Pattern ESCAPED = Pattern.compile("\\\\u(?!00[01])[0-9a-fA-F]{4}");
  private static final Reply OK = Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
  private static final Map<String, String> REQUIRED =
      Map.of("file", "media_id", "voice", "media_id", "template_card", "card_type");
  private static final Codes CODES =
      Codes.of(
          """
          200 93000 CREDENTIALS,MISSING invalid webhook url
          200 93004 -          the robot is disabled
          200 93008 RECIPIENT  the robot is not in the group
          200 45009 THROTTLED  api freq out of limit
          200 45033 -          api concurrent out of limit
          200 -1    BUSY       system busy
          200 40058 CONTENT    invalid request parameter
          200 45002 -          content size out of limit
          200 40008 -          invalid message type
          200 44004 -          empty content
          200 93017 -          empty content
          200 40033 -          invalid request character, can not contain \\\\uxxxx
          200 43002 METHOD     require POST method
          200 404   PATH       no such path
          """);

  private WeComRobot() {}

  static StandIn standIn(Backing backing) {
    return Provider.of("wecom-robot", "wecom", CODES)
        .at("qyapi.weixin.qq.com")
        .with(
            Endpoint.message("POST /cgi-bin/webhook/send")
                .reads(WeComRobot::read)
                .trusts(Credential.named())
                .checks(
                    Check.that(
                        "40058",
                        call ->
                            call.request().mediaType().equals("application/json")
                                && call.json().isObject()),
                    Check.that("40033", call -> !ESCAPED.matcher(call.request().text()).find()),
                    (call, codes) -> unfit(call.json(), codes),
                    Check.within(backing.caps(Cap.perMinute(20))))
                .accepts("0", _ -> OK),
            Endpoint.question("POST /cgi-bin/webhook/upload_media")
                .reads(in -> Sent.with(in.query("key")))
                .trusts(Credential.named())
                .checks(
                    Check.that(
                        "40058", call -> call.request().mediaType().equals("multipart/form-data")))
                .accepts("0", WeComRobot::media));
  }

  private static Reply media(HttpCall call) {
    return Reply.json(
        200,
        Json.object()
            .put("errcode", 0)
            .put("errmsg", "ok")
            .put("type", call.in().query("type"))
            .put("media_id", UUID.randomUUID().toString())
            .toString());
  }

  private static Sent read(Incoming in) {
    JsonNode typed = in.json().path(in.text("/msgtype"));
    JsonNode article = typed.path("articles").path(0);
    return Sent.with(in.query("key"))
        .saying(
            article.path("title").asString(""),
            typed.has("base64")
                ? "image, md5 " + typed.path("md5").asString("")
                : typed.path("content").asString(article.path("description").asString("")));
  }

  private static @Nullable Refusal unfit(JsonNode json, Codes codes) {
    String type = json.path("msgtype").asString("");
    JsonNode typed = json.path(type);
    String code =
        switch (type) {
          case "text" -> ofText(typed, 2_048);
          case "markdown", "markdown_v2" -> ofText(typed, 4_096);
          case "image" -> ofImage(typed);
          case "news" -> ofNews(typed.path("articles"));
          case "file", "voice", "template_card" ->
              Json.isText(typed.path(REQUIRED.getOrDefault(type, ""))) ? null : "40058";
          default -> "40008";
        };
    return code == null ? null : codes.refusal(code);
  }

  private static @Nullable String ofText(JsonNode typed, int most) {
    String content = typed.path("content").asString("");
    return content.isEmpty() ? "44004" : Signing.bytes(content).length > most ? "45002" : null;
  }

  private static @Nullable String ofImage(JsonNode image) {
    byte[] bytes = decoded(image.path("base64").asString(""));
    return !Signing.md5Hex(bytes).equals(image.path("md5").asString(""))
        ? "40058"
        : bytes.length > MAX_IMAGE ? "45002" : null;
  }

  private static @Nullable String ofNews(JsonNode articles) {
    boolean fits =
        !articles.isEmpty()
            && articles.size() <= 8
            && articles
                .valueStream()
                .allMatch(each -> Json.isText(each.path("title")) && Json.isText(each.path("url")));
    return fits ? null : "40058";
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
