package dev.herald.sandbox.chat;

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
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Telegram's bot API: {@code sendMessage} and {@code deleteMessage}. */
final class TelegramBot {
  private static final String NAME = "telegram-bot";
  private static final int LONGEST = 4_096;
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z-]+)([^<>]*)>");
  private static final Pattern HARMLESS =
      Pattern.compile("```.*?```|`[^`]*`|\\]\\([^)]*\\)|\\\\.", Pattern.DOTALL);
  private static final AtomicLong LAST_ID = new AtomicLong(1_000);
  private static final Codes CODES =
      Codes.of(
          """
          401 401 CREDENTIALS  Unauthorized
          404 404 PATH,METHOD  Not Found
          400 400 RECIPIENT    Bad Request: chat not found
          400 400 -            Bad Request: user not found
          403 403 blocked      Forbidden: bot was blocked by the user
          403 403 -            Forbidden: user is deactivated
          403 403 -            Forbidden: bot was kicked from the group chat
          400 parse -          Bad Request: can't parse entities
          400 long CONTENT     Bad Request: message is too long
          400 empty -          Bad Request: message text is empty
          400 migrated -       Bad Request: group chat was upgraded to a supergroup chat
          400 gone -           Bad Request: message to delete not found
          429 429 THROTTLED,retry=3 Too Many Requests: retry after 3
          502 502 BUSY         Bad Gateway
          """);

  private TelegramBot() {}

  static StandIn standIn(Backing backing) {
    Credential token = Credential.secret(backing.accounts(), NAME, call -> call.in().path("token"));
    Caps overall = backing.caps(Cap.perSecond(30));
    Caps perChat = backing.caps(Cap.perSecond(1));
    return Provider.of(NAME, "telegram", CODES)
        .at("api.telegram.org")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST /bot{token}/sendMessage")
                .reads(in -> by(in).to(in.text("/chat_id")).saying("", in.text("/text")))
                .trusts(token)
                .checks(
                    Check.present("400", "/chat_id"),
                    Check.present("empty", "/text"),
                    Check.that("parse", TelegramBot::isParsed),
                    Check.that("long", TelegramBot::isShort),
                    Check.fate(),
                    Check.within(overall),
                    Check.within(perChat, call -> call.account() + " " + call.text("/chat_id")))
                .accepts("200", TelegramBot::sent),
            Endpoint.question("POST /bot{token}/deleteMessage")
                .reads(TelegramBot::by)
                .trusts(token)
                .checks(Check.present("gone", "/chat_id", "/message_id"))
                .accepts("200", _ -> Reply.json(200, "{\"ok\":true,\"result\":true}")));
  }

  /** A bot's number stands before the colon of its token, and is no secret. */
  private static Sent by(Incoming in) {
    String token = in.path("token");
    int colon = token.indexOf(':');
    return Sent.by(colon < 0 ? token : token.substring(0, colon)).hiding(token);
  }

  private static boolean isParsed(HttpCall call) {
    String text = call.text("/text");
    return switch (call.text("/parse_mode")) {
      case "HTML" -> isBalanced(text);
      case "MarkdownV2" -> !HARMLESS.matcher(text).replaceAll("").matches("(?s).*[.!#+=|{}-].*");
      default -> true;
    };
  }

  private static boolean isBalanced(String html) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      if (tag.group(1).isEmpty()) {
        open.push(tag.group(2));
      } else if (!tag.group(2).equals(open.poll())) {
        return false;
      }
    }
    return open.isEmpty() && !TAG.matcher(html).replaceAll("").contains("<");
  }

  /** What counts is what is left once the marks are taken out. */
  private static boolean isShort(HttpCall call) {
    String text = call.text("/text");
    String read = call.text("/parse_mode").equals("HTML") ? TAG.matcher(text).replaceAll("") : text;
    return read.length() <= LONGEST;
  }

  private static Reply sent(HttpCall call) {
    ObjectNode result = Json.object().put("message_id", LAST_ID.incrementAndGet());
    result.putObject("chat").set("id", call.at("/chat_id"));
    result.put("text", call.text("/text"));
    return Reply.json(200, Json.object().put("ok", true).set("result", result).toString());
  }

  private static Reply reply(Refusal refusal) {
    ObjectNode body =
        Json.object()
            .put("ok", false)
            .put("error_code", refusal.status())
            .put("description", refusal.message());
    if (refusal.retryAfter() != null) {
      body.putObject("parameters").put("retry_after", refusal.retryAfter());
    }
    if (refusal.code().equals("migrated")) {
      body.putObject("parameters").put("migrate_to_chat_id", -1_001_234_567_890L);
    }
    return Reply.json(refusal.status(), body.toString());
  }
}
