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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Discord's webhook. With {@code wait=true} it answers with the message, else with nothing. */
final class DiscordWebhook {
  private static final String NAME = "discord-webhook";
  private static final AtomicLong LAST_ID = new AtomicLong(1_314_159_265_358_979_323L);
  private static final Codes CODES =
      Codes.of(
          """
          404 10015 CREDENTIALS  Unknown Webhook
          401 50027 WRONG        Invalid Webhook Token
          400 50035 CONTENT      Invalid Form Body
          400 50006 -            Cannot send an empty message
          404 10008 -            Unknown Message
          429 0     THROTTLED,retry=1 You are being rate limited.
          503 0     BUSY         Service Unavailable
          404 0     PATH         404: Not Found
          405 0     METHOD       405: Method Not Allowed
          """);

  private DiscordWebhook() {}

  static StandIn standIn(Backing backing) {
    int permits = backing.figure(NAME + ".per-two-seconds", 5);
    Caps caps = backing.caps(new Cap(permits, Duration.ofSeconds(2), Duration.ZERO));
    return Provider.of(NAME, "discord", CODES)
        .at("discord.com", "discordapp.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            hook("/api/webhooks/{id}/{token}", caps, backing),
            hook("/api/{version}/webhooks/{id}/{token}", caps, backing),
            recall("/api/webhooks/{id}/{token}", backing),
            recall("/api/{version}/webhooks/{id}/{token}", backing));
  }

  private static Endpoint hook(String path, Caps caps, Backing backing) {
    return Endpoint.message("POST " + path)
        .reads(DiscordWebhook::read)
        .trusts(token(backing))
        .checks(
            Check.readable("50035"),
            Check.that(
                "50006", call -> !call.text("/content").isBlank() || !call.at("/embeds").isEmpty()),
            Check.characters("50035", 2_000, "/content"),
            Check.that("50035", call -> fits(call.at("/embeds"))),
            Check.within(caps))
        .accepts("200", DiscordWebhook::posted);
  }

  private static Endpoint recall(String path, Backing backing) {
    return Endpoint.question("DELETE " + path + "/messages/{message}")
        .reads(DiscordWebhook::read)
        .trusts(token(backing))
        .checks(Check.that("10008", call -> call.in().path("message").matches("\\d+")))
        .accepts("204", _ -> Reply.empty(204, Map.of()));
  }

  private static Credential token(Backing backing) {
    return Credential.secret(backing.accounts(), NAME, call -> call.in().path("token"));
  }

  private static Sent read(Incoming in) {
    JsonNode embed = in.at("/embeds/0");
    return Sent.by(in.path("id"))
        .hiding(in.path("token"))
        .saying(embed.path("title").asString(""), in.first("/content", "/embeds/0/description"));
  }

  /** Ten embeds, whose texts have limits each and 6,000 characters together. */
  private static boolean fits(JsonNode embeds) {
    int sum =
        embeds
            .valueStream()
            .flatMap(embed -> Stream.of("title", "description").map(embed::path))
            .mapToInt(text -> text.asString("").length())
            .sum();
    return embeds.size() <= 10
        && sum <= 6_000
        && embeds
            .valueStream()
            .allMatch(embed ->
                embed.path("title").asString("").length() <= 256
                    && embed.path("description").asString("").length() <= 4_096
                    && embed.path("fields").size() <= 25);
  }

  private static Reply posted(HttpCall call) {
    Map<String, String> limits =
        Map.of(
            "X-RateLimit-Limit", "5", "X-RateLimit-Remaining", "4", "X-RateLimit-Reset-After", "2");
    if (!call.in().query("wait").equals("true")) {
      return Reply.empty(204, limits);
    }
    ObjectNode message =
        Json.object()
            .put("id", Long.toString(LAST_ID.incrementAndGet()))
            .put("channel_id", "123456789012345679")
            .put("content", call.text("/content"));
    return Reply.json(200, message.toString(), limits);
  }

  /** The hint stands in the body too, as a number with a fraction. */
  private static Reply reply(Refusal refusal) {
    ObjectNode body =
        Json.object().put("message", refusal.message()).put("code", Json.number(refusal));
    Map<String, String> headers = new HashMap<>(refusal.headers());
    if (refusal.status() == 429) {
      double after = refusal.retryAfter() == null ? 1 : refusal.retryAfter();
      body.put("retry_after", after - 0.25).put("global", false);
      headers.put("X-RateLimit-Remaining", "0");
    }
    return Reply.json(refusal.status(), body.toString(), headers);
  }
}
